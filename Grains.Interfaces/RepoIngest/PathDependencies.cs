using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>What one file or folder depends on, and what depends on it. Every list is sorted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.path-dependencies")]
public sealed record PathDependencies
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public ImmutableArray<PathEdge> Imports { get; init; } = [];
    [Id(2)] public ImmutableArray<PathEdge> ImportedBy { get; init; } = [];
    [Id(3)] public ImmutableArray<ExternalName> External { get; init; } = [];
    [Id(4)] public ImmutableArray<UnresolvedImport> Unresolved { get; init; } = [];
}

/// <summary>The other end of an edge, and where the edge is written.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.path-edge")]
public sealed record PathEdge
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public EdgeKind Kind { get; init; }
    [Id(2)] public int Line { get; init; }
}
