using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>What the nodes of a graph are.</summary>
public enum GraphLevel
{
    File,
    Folder,
}

/// <summary>The format of a graph.</summary>
public enum GraphFormat
{
    Json,
    Mermaid,
    Dot,
    Svg,
}

/// <summary>The requested part of a graph.</summary>
public sealed record GraphQuery
{
    public GraphLevel Level { get; init; }

    /// <summary>The file or folder in focus, or null for the whole graph.</summary>
    public string? Path { get; init; }

    /// <summary>The maximum distance from <see cref="Path"/> in edges, in both directions.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>The graph of one commit, or a part of it. Every list is sorted by path.</summary>
public sealed record RepositoryGraph
{
    public long RepositoryId { get; init; }
    public string CommitSha { get; init; } = "";
    public GraphLevel Level { get; init; }
    public ImmutableArray<GraphNode> Nodes { get; init; } = [];

    /// <summary>Each pair of ends once.</summary>
    public ImmutableArray<GraphEdge> Edges { get; init; } = [];
    public ImmutableArray<ExternalUse> External { get; init; } = [];
    public ImmutableArray<UnresolvedUse> Unresolved { get; init; } = [];
}

/// <summary>A file, or a folder with the sums of its content. The root folder is <c>"."</c>.</summary>
public sealed record GraphNode
{
    public required string Path { get; init; }
    public NodeKind Kind { get; init; }
    public string? Language { get; init; }
    public FileCategory Category { get; init; }
    public long Tokens { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }
}

/// <summary>A file or folder that uses a package, module or namespace outside the repository.</summary>
public sealed record ExternalUse
{
    public required string From { get; init; }
    public required string Name { get; init; }
    public bool Stdlib { get; init; }
}

/// <summary>
/// A file or folder with an import that points into the repository but not to a file or folder there.
/// </summary>
public sealed record UnresolvedUse
{
    public required string From { get; init; }
    public required string Specifier { get; init; }
    public int Line { get; init; }
}
