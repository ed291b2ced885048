using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>The dependencies and dependents of a file or folder. Every list is sorted.</summary>
public sealed record PathDependencies
{
    public required string Path { get; init; }
    public ImmutableArray<PathEdge> Imports { get; init; } = [];
    public ImmutableArray<PathEdge> ImportedBy { get; init; } = [];
    public ImmutableArray<ExternalName> External { get; init; } = [];
    public ImmutableArray<UnresolvedImport> Unresolved { get; init; } = [];
}

/// <summary>The other end of an edge, and where the edge is written.</summary>
public sealed record PathEdge
{
    public required string Path { get; init; }
    public EdgeKind Kind { get; init; }
    public int Line { get; init; }
}
