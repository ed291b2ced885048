using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>How a repository stands now, in short, as one caller sees it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.news")]
internal sealed record RepositoryOverview
{
    [Id(0)]
    public GitHubRepository Details { get; init; } = new();

    /// <summary>Newest first, of the branch that was asked for, or else of the default branch.</summary>
    [Id(1)]
    public ImmutableArray<GitHubCommit> Commits { get; init; } = [];

    /// <summary>The newest open ones.</summary>
    [Id(2)]
    public ImmutableArray<GitHubIssue> Issues { get; init; } = [];

    /// <summary>The newest open ones.</summary>
    [Id(3)]
    public ImmutableArray<GitHubPull> Pulls { get; init; } = [];
}
