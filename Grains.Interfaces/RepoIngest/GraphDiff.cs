using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>What changed from one commit's graph to another's. Every list is sorted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-diff")]
public sealed record GraphDiff
{
    [Id(0)] public ImmutableArray<string> AddedFiles { get; init; } = [];
    [Id(1)] public ImmutableArray<string> RemovedFiles { get; init; } = [];
    [Id(2)] public ImmutableArray<string> ChangedFiles { get; init; } = [];
    [Id(3)] public ImmutableArray<GraphEdge> AddedEdges { get; init; } = [];
    [Id(4)] public ImmutableArray<GraphEdge> RemovedEdges { get; init; } = [];
    [Id(5)] public ImmutableArray<Cycle> AddedCycles { get; init; } = [];
    [Id(6)] public ImmutableArray<Cycle> RemovedCycles { get; init; } = [];
}
