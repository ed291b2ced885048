using System.Diagnostics.Metrics;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The metrics of the ingests of a silo. <c>docs/operations.md</c> describes them.
/// </summary>
internal static class IngestMetrics
{
    public const string Meter = "YudaiV3.RepoIngest";

    private const string Outcome = "yudai.ingest.outcome";

    private static readonly InstrumentAdvice<double> Runs = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800],
    };
    private static readonly Meter Ingest = new(Meter);
    private static readonly Counter<long> Bytes = Ingest.CreateCounter<long>(
        "yudai.ingest.bytes",
        "By",
        "Contents of files that were read in."
    );
    private static readonly Counter<long> Files = Ingest.CreateCounter<long>(
        "yudai.ingest.files",
        "{file}",
        "Files that were read in."
    );
    private static readonly Counter<long> Ended = Ingest.CreateCounter<long>(
        "yudai.ingest.runs",
        "{ingest}",
        "Ingests that have ended, by outcome."
    );
    private static readonly Histogram<double> Duration = Ingest.CreateHistogram(
        "yudai.ingest.duration",
        "s",
        "From the start of an ingest to its end.",
        advice: Runs
    );

    public static void Found(long bytes)
    {
        Files.Add(1);
        Bytes.Add(bytes);
    }

    public static void End(IngestState state, TimeSpan took)
    {
        var outcome = new KeyValuePair<string, object?>(
            Outcome,
            state switch
            {
                IngestState.Completed => "completed",
                IngestState.Cancelled => "cancelled",
                _ => "failed",
            }
        );
        Ended.Add(1, outcome);
        Duration.Record(took.TotalSeconds, outcome);
    }
}
