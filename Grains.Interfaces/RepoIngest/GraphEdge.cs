namespace YudaiV3.RepoIngest;

/// <summary>A dependency between two places of a repository. The root folder is <c>"."</c>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.graph-edge")]
public sealed record GraphEdge
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required string To { get; init; }
    [Id(2)] public NodeKind ToKind { get; init; }
    [Id(3)] public EdgeKind Kind { get; init; }

    /// <summary>Where it is written first, from 1.</summary>
    [Id(4)] public int Line { get; init; }
}
