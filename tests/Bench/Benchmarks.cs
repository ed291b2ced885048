using System.Collections.Immutable;

namespace YudaiV3.Bench;

/// <summary>All benchmarks, in the order in which they run.</summary>
internal static class Benchmarks
{
    public static ImmutableArray<string> Parts { get; } = ["chat", "live", "ingest", "memory", "relevant", "scale"];

    public static ImmutableArray<IBenchmark> All { get; } =
    [
        new Chat.MessageRate(),
        new Chat.SessionCost(),
        new Chat.Reads(),
        new Live.FanOut(),
        new Live.DeltaLatency(),
        new Ingest.SourceRates(),
        new Ingest.WholeIngests(),
        new Memory.Footprint(),
        new Memory.ColdStart(),
        new Relevance.FileRankings(),
        new Scale.Placement(),
        new Scale.Sharding(),
        new Scale.Capacity(),
    ];
}
