using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>Which digest of a repository is wanted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.digest-query")]
public sealed record DigestQuery
{
    /// <summary>Of <c>o200k_base</c>.</summary>
    [Id(0)]
    public int MaxTokens { get; init; }

    /// <summary>Patterns in <c>.gitignore</c> syntax; empty for all.</summary>
    [Id(1)]
    public ImmutableArray<string> Include { get; init; } = [];

    [Id(2)]
    public ImmutableArray<string> Exclude { get; init; } = [];
}
