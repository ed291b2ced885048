using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>The changes from the graph of one commit to that of another. Every list is sorted.</summary>
public sealed record GraphDiff
{
    public ImmutableArray<string> AddedFiles { get; init; } = [];
    public ImmutableArray<string> RemovedFiles { get; init; } = [];
    public ImmutableArray<string> ChangedFiles { get; init; } = [];
    public ImmutableArray<GraphEdge> AddedEdges { get; init; } = [];
    public ImmutableArray<GraphEdge> RemovedEdges { get; init; } = [];
    public ImmutableArray<Cycle> AddedCycles { get; init; } = [];
    public ImmutableArray<Cycle> RemovedCycles { get; init; } = [];
}
