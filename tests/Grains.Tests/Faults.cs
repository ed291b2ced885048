using Orleans;
using YudaiV3.Storage;

namespace YudaiV3;

/// <summary>Makes the next writes of one record of a grain fail.</summary>
internal static class Faults
{
    public static FaultScope Fail(
        this GrainCluster cluster,
        IAddressable grain,
        string record,
        WriteFate fate,
        int writes = 1
    )
    {
        var (id, fault) = (grain.GetGrainId(), new Fault(record, fate, writes));
        var added = cluster.Storage.Fates.TryAdd(id, fault);
        return added
            ? new FaultScope(fault, () => cluster.Storage.Fates.TryRemove(id, out _))
            : throw new InvalidOperationException("The grain has a fault already.");
    }
}

/// <summary>A fault in effect until it is disposed of.</summary>
internal sealed class FaultScope(Fault fault, Action end) : IDisposable
{
    /// <summary>Completes when the last of the writes has failed.</summary>
    public Task Hit => fault.Hit;

    public void Dispose() => end();
}
