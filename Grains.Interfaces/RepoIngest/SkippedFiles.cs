namespace YudaiV3.RepoIngest;

/// <summary>How many files an ingest left out for one reason.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.skipped-files")]
public sealed record SkippedFiles
{
    [Id(0)]
    public required string Reason { get; init; }

    [Id(1)]
    public int Count { get; init; }
}
