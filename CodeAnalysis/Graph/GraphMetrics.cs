using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>The metrics of a commit's graph.</summary>
public sealed record GraphMetrics
{
    /// <summary>Every file, sorted by path.</summary>
    public ImmutableArray<FileMetrics> Files { get; init; } = [];

    /// <summary>Files and imported folders, those with most dependents first.</summary>
    public ImmutableArray<DependedOn> MostDependedOn { get; init; } = [];

    /// <summary>Source files without dependencies and dependents in the repository, sorted.</summary>
    public ImmutableArray<string> Orphans { get; init; } = [];
    public GraphTotals Totals { get; init; } = new();
}

/// <summary>The totals of a commit.</summary>
public sealed record GraphTotals
{
    public int Files { get; init; }
    public int Edges { get; init; }

    /// <summary>The number of distinct packages, modules and namespaces outside the repository.</summary>
    public int External { get; init; }
    public int Cycles { get; init; }
    public long Tokens { get; init; }
}

/// <summary>The metrics of one file.</summary>
public sealed record FileMetrics
{
    public required string Path { get; init; }

    /// <summary>The number of files that depend on it.</summary>
    public int FanIn { get; init; }

    /// <summary>The number of files and folders that it depends on.</summary>
    public int FanOut { get; init; }

    /// <summary>
    /// Fan-out divided by the sum of fan-in and fan-out: 0 to 1.
    /// </summary>
    public double Instability { get; init; }
}

/// <summary>A file or folder and the number of files that depend on it.</summary>
public sealed record DependedOn
{
    public required string Path { get; init; }
    public int FanIn { get; init; }
}
