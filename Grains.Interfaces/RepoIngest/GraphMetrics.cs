using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>How the parts of a repository hang together.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-metrics")]
public sealed record GraphMetrics
{
    /// <summary>Every file, sorted by path.</summary>
    [Id(0)] public ImmutableArray<FileMetrics> Files { get; init; } = [];

    /// <summary>Files and imported folders, those with most dependents first.</summary>
    [Id(1)] public ImmutableArray<DependedOn> MostDependedOn { get; init; } = [];

    /// <summary>Source files that depend on nothing in the repository and that nothing there depends on, sorted.</summary>
    [Id(2)] public ImmutableArray<string> Orphans { get; init; } = [];
    [Id(3)] public GraphTotals Totals { get; init; } = new();
}

/// <summary>How much there is of all.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-totals")]
public sealed record GraphTotals
{
    [Id(0)] public int Files { get; init; }
    [Id(1)] public int Edges { get; init; }

    /// <summary>Different packages, modules and namespaces outside the repository.</summary>
    [Id(2)] public int External { get; init; }
    [Id(3)] public int Cycles { get; init; }
    [Id(4)] public long Tokens { get; init; }
}

/// <summary>How one file hangs together with others.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.file-metrics")]
public sealed record FileMetrics
{
    [Id(0)] public required string Path { get; init; }

    /// <summary>Files that depend on it.</summary>
    [Id(1)] public int FanIn { get; init; }

    /// <summary>Files and folders that it depends on.</summary>
    [Id(2)] public int FanOut { get; init; }

    /// <summary>Fan-out as a part of both: 0 where only others depend on it, 1 where it only depends on others.</summary>
    [Id(3)] public double Instability { get; init; }
}

/// <summary>A file or folder and how many files depend on it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.depended-on")]
public sealed record DependedOn
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public int FanIn { get; init; }
}
