namespace YudaiV3.RepoIngest;

/// <summary>A branch of a repository at its newest finished ingest; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.repository")]
public sealed record IngestedRepository
{
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public string RepoUrl { get; init; } = "";

    [Id(2)]
    public string Name { get; init; } = "";

    [Id(3)]
    public string Owner { get; init; } = "";

    [Id(4)]
    public string Branch { get; init; } = "";

    [Id(5)]
    public string CommitSha { get; init; } = "";

    [Id(6)]
    public int TotalFiles { get; init; }

    [Id(7)]
    public long TotalTokens { get; init; }

    [Id(8)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(9)]
    public DateTimeOffset UpdatedAt { get; init; }
}
