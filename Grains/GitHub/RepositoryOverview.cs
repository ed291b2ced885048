using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>A short current overview of a repository for one caller.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.news")]
internal sealed record RepositoryOverview
{
    [Id(0)]
    public GitHubRepository Details { get; init; } = new();

    /// <summary>Newest first, of the requested branch or the default branch.</summary>
    [Id(1)]
    public ImmutableArray<GitHubCommit> Commits { get; init; } = [];

    /// <summary>The newest open ones.</summary>
    [Id(2)]
    public ImmutableArray<GitHubIssue> Issues { get; init; } = [];

    /// <summary>The newest open ones.</summary>
    [Id(3)]
    public ImmutableArray<GitHubPull> Pulls { get; init; } = [];
}
