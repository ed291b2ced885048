namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>A file that reaches another, and over how many edges at least.</summary>
public sealed record ImpactedFile
{
    public required string Path { get; init; }
    public int Distance { get; init; }
}
