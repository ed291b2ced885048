using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Where the result of an ingest is, and what it adds up to.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.result")]
internal sealed record IngestResult
{
    [Id(0)]
    public int Files { get; init; }

    [Id(1)]
    public long Tokens { get; init; }

    /// <summary>Of all files, in bytes.</summary>
    [Id(2)]
    public long Bytes { get; init; }

    /// <summary>How many records of files, and how many of dependencies.</summary>
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

    /// <summary>Where the facts of all its contents are, the newest last.</summary>
    [Id(9)]
    public ImmutableArray<FactsLocation> Facts { get; init; } = [];

    /// <summary>How many contents it had to read; all others were known.</summary>
    [Id(10)]
    public int Analyzed { get; init; }
}

/// <summary>Records of facts that one ingest wrote.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.facts-place")]
internal sealed record FactsLocation
{
    [Id(0)]
    public string IngestId { get; init; } = "";

    [Id(1)]
    public int Attempt { get; init; }

    [Id(2)]
    public int Records { get; init; }

    /// <summary>The <see cref="IngestOrder.Version"/> of what found them.</summary>
    [Id(3)]
    public int Version { get; init; }
}

/// <summary>A finished ingest, as it is found again.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.finished")]
internal sealed record FinishedIngest
{
    [Id(0)]
    public required IngestOrder Order { get; init; }

    [Id(1)]
    public IngestResult Result { get; init; } = new();
}
