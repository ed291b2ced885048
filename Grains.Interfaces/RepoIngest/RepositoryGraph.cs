using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>Between what the edges of a graph are.</summary>
public enum GraphLevel { File, Folder }

/// <summary>How a graph is written.</summary>
public enum GraphFormat { Json, Mermaid, Dot, Svg }

/// <summary>Which part of a graph is wanted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-query")]
public sealed record GraphQuery
{
    [Id(0)] public GraphLevel Level { get; init; }

    /// <summary>A file or folder to look at, or null for the whole.</summary>
    [Id(1)] public string? Path { get; init; }

    /// <summary>How many edges away from <see cref="Path"/>, in both directions.</summary>
    [Id(2)] public int Depth { get; init; } = 1;
}

/// <summary>The graph of one commit, or a part of it. Every list is sorted by path.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.repository-graph")]
public sealed record RepositoryGraph
{
    [Id(0)] public long RepositoryId { get; init; }
    [Id(1)] public string CommitSha { get; init; } = "";
    [Id(2)] public GraphLevel Level { get; init; }
    [Id(3)] public ImmutableArray<GraphNode> Nodes { get; init; } = [];

    /// <summary>Each once for where it leaves and where it leads.</summary>
    [Id(4)] public ImmutableArray<GraphEdge> Edges { get; init; } = [];
    [Id(5)] public ImmutableArray<ExternalUse> External { get; init; } = [];
    [Id(6)] public ImmutableArray<UnresolvedUse> Unresolved { get; init; } = [];
}

/// <summary>A file, or a folder with the sums of all that is in it. The root folder is <c>"."</c>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-node")]
public sealed record GraphNode
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public NodeKind Kind { get; init; }
    [Id(2)] public string? Language { get; init; }
    [Id(3)] public FileCategory Category { get; init; }
    [Id(4)] public long Tokens { get; init; }

    /// <summary>In bytes.</summary>
    [Id(5)] public long Size { get; init; }
}

/// <summary>A file or folder that uses a package, module or namespace outside the repository.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.external-use")]
public sealed record ExternalUse
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public bool Stdlib { get; init; }
}

/// <summary>A file or folder with an import that points into the repository, and at nothing there.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.unresolved-use")]
public sealed record UnresolvedUse
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required string Specifier { get; init; }
    [Id(2)] public int Line { get; init; }
}
