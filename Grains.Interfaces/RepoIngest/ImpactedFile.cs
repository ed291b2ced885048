namespace YudaiV3.RepoIngest;

/// <summary>A file that reaches another, and over how many edges at least.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.impacted-file")]
public sealed record ImpactedFile
{
    [Id(0)] public required string Path { get; init; }
    [Id(1)] public int Distance { get; init; }
}
