using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>The totals of an ingest and the location of its result.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.result")]
internal sealed record IngestResult
{
    [Id(0)]
    public int Files { get; init; }

    [Id(1)]
    public long Tokens { get; init; }

    /// <summary>The size of all files in bytes.</summary>
    [Id(2)]
    public long Bytes { get; init; }

    /// <summary>The number of records of files.</summary>
    [Id(3)]
    public int FileRecords { get; init; }

    [Id(4)]
    public int DependencyRecords { get; init; }

    [Id(5)]
    public bool Truncated { get; init; }

    [Id(6)]
    public ImmutableArray<SkippedFiles> Skipped { get; init; } = [];

    [Id(7)]
    public int Attempt { get; init; }

    [Id(8)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The locations of the facts of all contents, the newest last.</summary>
    [Id(9)]
    public ImmutableArray<FactsLocation> Facts { get; init; } = [];

    /// <summary>The number of contents that it had to analyze.</summary>
    [Id(10)]
    public int Analyzed { get; init; }
}

/// <summary>The records of facts that one ingest wrote.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.facts-place")]
internal sealed record FactsLocation
{
    [Id(0)]
    public string IngestId { get; init; } = "";

    [Id(1)]
    public int Attempt { get; init; }

    [Id(2)]
    public int Records { get; init; }

    /// <summary>The <see cref="IngestOrder.Version"/> of the ingest that wrote them.</summary>
    [Id(3)]
    public int Version { get; init; }
}

/// <summary>A finished ingest.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.finished")]
internal sealed record FinishedIngest
{
    [Id(0)]
    public required IngestOrder Order { get; init; }

    [Id(1)]
    public IngestResult Result { get; init; } = new();
}
