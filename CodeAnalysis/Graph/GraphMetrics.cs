using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>How the parts of a repository hang together.</summary>
public sealed record GraphMetrics
{
    /// <summary>Every file, sorted by path.</summary>
    public ImmutableArray<FileMetrics> Files { get; init; } = [];

    /// <summary>Files and imported folders, those with most dependents first.</summary>
    public ImmutableArray<DependedOn> MostDependedOn { get; init; } = [];

    /// <summary>
    /// Source files that depend on nothing in the repository and that nothing there depends on, sorted.
    /// </summary>
    public ImmutableArray<string> Orphans { get; init; } = [];
    public GraphTotals Totals { get; init; } = new();
}

/// <summary>How much there is of all.</summary>
public sealed record GraphTotals
{
    public int Files { get; init; }
    public int Edges { get; init; }

    /// <summary>Different packages, modules and namespaces outside the repository.</summary>
    public int External { get; init; }
    public int Cycles { get; init; }
    public long Tokens { get; init; }
}

/// <summary>How one file hangs together with others.</summary>
public sealed record FileMetrics
{
    public required string Path { get; init; }

    /// <summary>Files that depend on it.</summary>
    public int FanIn { get; init; }

    /// <summary>Files and folders that it depends on.</summary>
    public int FanOut { get; init; }

    /// <summary>
    /// Fan-out as a part of both: 0 where only others depend on it, 1 where it only depends on others.
    /// </summary>
    public double Instability { get; init; }
}

/// <summary>A file or folder and how many files depend on it.</summary>
public sealed record DependedOn
{
    public required string Path { get; init; }
    public int FanIn { get; init; }
}
