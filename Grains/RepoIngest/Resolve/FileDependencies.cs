using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>What one file depends on. Every list is sorted and names nothing twice.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.file-dependencies")]
internal sealed record FileDependencies
{
    [Id(0)] public string Path { get; init; } = "";
    [Id(1)] public ImmutableArray<Dependency> Edges { get; init; } = [];
    [Id(2)] public ImmutableArray<ExternalName> External { get; init; } = [];
    [Id(3)] public ImmutableArray<UnresolvedImport> Unresolved { get; init; } = [];
}

/// <summary>An edge to a file or folder of the same repository. The root folder is <c>"."</c>.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("yudai.ingest.dependency")]
internal sealed record Dependency
{
    [Id(0)] public required string To { get; init; }
    [Id(1)] public NodeKind ToKind { get; init; }
    [Id(2)] public EdgeKind Kind { get; init; }
    [Id(3)] public int Line { get; init; }
}
