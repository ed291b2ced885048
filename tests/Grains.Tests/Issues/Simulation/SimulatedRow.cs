using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Hosting;
using YudaiV3.Storage;

namespace YudaiV3.Issues.Simulation;

/// <summary>
/// A row of the database. A write takes a moment, arrives even if its sender is frozen or dead by then, and is refused
/// if the row has changed since the writer read it.
/// </summary>
internal sealed class SimulatedRow<T>(ManualTaskScheduler world, TimeProvider time)
    where T : class, new()
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    private (T Value, int Version) _stored = (new T(), 0);

    public T Stored => _stored.Value;

    /// <summary>The fate of the next write.</summary>
    public WriteFate NextFate { get; set; }

    /// <summary>The state of one activation. The activation has read the row.</summary>
    public IPersistentState<T> Open() => new View(this);

    private async Task<int> Write(T value, int version)
    {
        await Task.Delay(Latency, time);
        var fate = NextFate;
        NextFate = WriteFate.Done;
        if (fate == WriteFate.Refused)
            throw new IOException("The storage is away.");
        if (version != _stored.Version)
            throw new InconsistentStateException("The row has changed.");
        _stored = (value, version + 1);
        return fate == WriteFate.Done ? version + 1 : throw new TimeoutException("The storage did not answer in time.");
    }

    private sealed class View(SimulatedRow<T> row) : IPersistentState<T>
    {
        private int _version = row._stored.Version;

        public T State { get; set; } = row._stored.Value;
        public string Etag => $"{_version}";
        public bool RecordExists => _version > 0;

        public async Task WriteStateAsync()
        {
            var (value, version) = (State, _version);
            _version = await row.World.Start(() => row.Write(value, version));
        }

        public async Task ReadStateAsync()
        {
            await Task.Delay(Latency, row.Time);
            (State, _version) = row._stored;
        }

        public Task ClearStateAsync() => throw new NotSupportedException();
    }

    private ManualTaskScheduler World => world;

    private TimeProvider Time => time;
}
