using Orleans;
using YudaiV3.Storage;

namespace YudaiV3;

/// <summary>Makes the next write of one record of a grain fail.</summary>
internal static class Faults
{
    public static IDisposable Fail(this GrainCluster cluster, IAddressable grain, string record, WriteFate fate)
    {
        var id = grain.GetGrainId();
        var added = cluster.Storage.Fates.TryAdd(id, new Fault(record, fate));
        return added
            ? new End(() => cluster.Storage.Fates.TryRemove(id, out _))
            : throw new InvalidOperationException("The grain has a fault already.");
    }

    private sealed class End(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
