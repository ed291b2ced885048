using Orleans.Runtime;
using Orleans.Storage;

namespace YudaiV3.Chat;

/// <summary>The records of one session, in memory. A write of a record that was read by another is refused.</summary>
internal sealed class RecordStore : IGrainStorage
{
    private readonly Dictionary<string, (object State, int Version)> _records = [];

    public SessionHead Head { get; set; } = new();

    /// <summary>The names of the records that were read.</summary>
    public List<string> Reads { get; } = [];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Reads.Add(stateName);
        if (!_records.TryGetValue(stateName, out var found))
            return Task.CompletedTask;
        (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)found.State, $"{found.Version}", true);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = _records.TryGetValue(stateName, out var found) ? found.Version : 0;
        if (grainState.ETag != (version == 0 ? null : $"{version}"))
            throw new InconsistentStateException("another version", $"{version}", grainState.ETag ?? "");
        _records[stateName] = (grainState.State!, version + 1);
        (grainState.ETag, grainState.RecordExists) = ($"{version + 1}", true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException();
}
