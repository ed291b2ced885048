namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>A file that depends on another directly or indirectly.</summary>
public sealed record ImpactedFile
{
    public required string Path { get; init; }

    /// <summary>The length of the shortest path in edges.</summary>
    public int Distance { get; init; }
}
