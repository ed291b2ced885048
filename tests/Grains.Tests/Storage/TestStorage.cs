using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace YudaiV3.Storage;

/// <summary>
/// The storage of all silos of a test cluster. It stores bytes and detects conflicting versions as the real provider
/// does. Writes can fail before or after they are done.
/// </summary>
public sealed class TestStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), (long Version, byte[] Bytes)> _records = new();
    private readonly ConcurrentDictionary<GrainId, (long Written, int Reads)> _cost = new();
    private long _version;

    /// <summary>The grains whose next write fails.</summary>
    internal ConcurrentDictionary<GrainId, Fault> Fates { get; } = new();

    public (long Written, int Reads) Cost(GrainId grain) => _cost.GetValueOrDefault(grain);

    public IReadOnlyCollection<string> Names(GrainId grain) =>
        [.. _records.Keys.Where(key => key.Item1 == grain).Select(key => key.Item2)];

    public IGrainStorage For(IGrainStorageSerializer serializer) => new View(this, serializer);

    private sealed class View(TestStorage all, IGrainStorageSerializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            all._cost.AddOrUpdate(grainId, (0, 1), (_, cost) => (cost.Written, cost.Reads + 1));
            if (all._records.TryGetValue((grainId, stateName), out var record))
            {
                grainState.State = serializer.Deserialize<T>(new BinaryData(record.Bytes));
                grainState.ETag = $"{record.Version}";
                grainState.RecordExists = true;
            }
            else
            {
                grainState.State = Activator.CreateInstance<T>();
                grainState.ETag = null;
                grainState.RecordExists = false;
            }
            return Task.CompletedTask;
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await Task.Yield();
            var fate = all.Fates.TryGetValue(grainId, out var fault) ? fault.For(stateName) : WriteFate.Done;
            if (fate == WriteFate.Refused)
                throw new IOException("The storage is away.");
            if (fate == WriteFate.Conflicting)
                throw new InconsistentStateException($"{stateName} of {grainId} has changed.");
            var bytes = serializer.Serialize(grainState.State).ToArray();
            all._cost.AddOrUpdate(grainId, (bytes.Length, 0), (_, cost) => (cost.Written + bytes.Length, cost.Reads));
            var next = (Interlocked.Increment(ref all._version), bytes);
            var stored = grainState.ETag is null
                ? all._records.TryAdd((grainId, stateName), next)
                : all._records.TryGetValue((grainId, stateName), out var there)
                    && $"{there.Version}" == grainState.ETag
                    && all._records.TryUpdate((grainId, stateName), next, there);
            if (!stored)
                throw new InconsistentStateException($"{stateName} of {grainId} has changed.");
            if (fate == WriteFate.DoneButReportedAsFailed)
                throw new TimeoutException("The storage did not answer in time.");
            grainState.ETag = $"{next.Item1}";
            grainState.RecordExists = true;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (all.Fates.TryGetValue(grainId, out var fault) && fault.For(stateName) != WriteFate.Done)
                throw new IOException("The storage is away.");
            all._records.TryRemove((grainId, stateName), out _);
            grainState.ETag = null;
            grainState.RecordExists = false;
            return Task.CompletedTask;
        }
    }
}

public enum WriteFate
{
    Done,
    Refused,
    DoneButReportedAsFailed,

    /// <summary>Another activation has written.</summary>
    Conflicting,
}

/// <summary>The fate of the first writes or deletions of records whose names have a prefix.</summary>
internal sealed class Fault(string record, WriteFate fate, int writes = 1)
{
    private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = writes;

    /// <summary>Completes when the last of the writes has met its fate.</summary>
    public Task Hit => _hit.Task;

    public WriteFate For(string name)
    {
        if (!name.StartsWith(record, StringComparison.Ordinal))
            return WriteFate.Done;
        var left = Interlocked.Decrement(ref _left);
        if (left == 0)
            _hit.TrySetResult();
        return left >= 0 ? fate : WriteFate.Done;
    }
}
