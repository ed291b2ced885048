using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The dependencies of one file. Every list is sorted and without duplicates.</summary>
public sealed record FileDependencies
{
    public string Path { get; init; } = "";
    public ImmutableArray<Dependency> Edges { get; init; } = [];
    public ImmutableArray<ExternalName> External { get; init; } = [];
    public ImmutableArray<UnresolvedImport> Unresolved { get; init; } = [];
}

/// <summary>An edge to a file or folder of the same repository. The root folder is <c>"."</c>.</summary>
public sealed record Dependency
{
    public required string To { get; init; }
    public NodeKind ToKind { get; init; }
    public EdgeKind Kind { get; init; }
    public int Line { get; init; }
}
