namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The published progress of an ingest. It is stored before it is published, so that it never falls after a crash.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-progress")]
internal sealed record IngestProgress
{
    [Id(0)]
    public int Attempt { get; init; }

    [Id(1)]
    public IngestState Phase { get; init; }

    [Id(2)]
    public double Percent { get; init; }

    [Id(3)]
    public int FilesDone { get; init; }

    [Id(4)]
    public int FilesTotal { get; init; }

    [Id(5)]
    public long BytesDone { get; init; }

    /// <summary>Combines it with the published progress, so that no value falls within an attempt.</summary>
    public IngestProgress After(IngestProgress shown) =>
        shown.Attempt != Attempt
            ? this
            : new()
            {
                Attempt = Attempt,
                Phase = Phase > shown.Phase ? Phase : shown.Phase,
                Percent = Math.Max(Percent, shown.Percent),
                FilesDone = Math.Max(FilesDone, shown.FilesDone),
                FilesTotal = Math.Max(FilesTotal, shown.FilesTotal),
                BytesDone = Math.Max(BytesDone, shown.BytesDone),
            };
}

/// <summary>Counts the progress of a running ingest. Thread-safe.</summary>
internal sealed class ProgressMeter
{
    private const double HalfwayBytes = 20_000_000;

    private int _phase,
        _done,
        _total;
    private long _bytes;

    public void Enter(IngestState phase) => Volatile.Write(ref _phase, (int)phase);

    public void Found(long bytes)
    {
        Interlocked.Increment(ref _total);
        Interlocked.Add(ref _bytes, bytes);
        IngestMetrics.Found(bytes);
    }

    public void Did(int files) => Interlocked.Add(ref _done, files);

    /// <summary>The size of a download is unknown, so its percentage approaches 50.</summary>
    public IngestProgress Read(int attempt)
    {
        var (done, total, bytes, phase) = (
            Volatile.Read(ref _done),
            Volatile.Read(ref _total),
            Interlocked.Read(ref _bytes),
            (IngestState)Volatile.Read(ref _phase)
        );
        var percent = phase switch
        {
            IngestState.Queued => 0,
            IngestState.Downloading => 50 * (bytes / (bytes + HalfwayBytes)),
            IngestState.Analyzing => 50 + 40.0 * done / Math.Max(1, total),
            _ => 95,
        };
        return new()
        {
            Attempt = attempt,
            Phase = phase,
            Percent = Math.Round(percent, 1),
            FilesDone = Math.Min(done, total),
            FilesTotal = total,
            BytesDone = bytes,
        };
    }
}
