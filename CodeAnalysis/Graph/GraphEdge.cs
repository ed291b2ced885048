namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>A dependency between two places of a repository. The root folder is <c>"."</c>.</summary>
public sealed record GraphEdge
{
    public required string From { get; init; }
    public required string To { get; init; }
    public NodeKind ToKind { get; init; }
    public EdgeKind Kind { get; init; }

    /// <summary>The first line that states it, from 1.</summary>
    public int Line { get; init; }
}
