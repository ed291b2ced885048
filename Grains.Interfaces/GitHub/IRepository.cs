using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// A repository on GitHub, with the rights of each caller. Key: <c>repo/{owner}/{name}</c>, built only by
/// <see cref="RepositoryKey"/>.
/// Every call revalidates cached responses at GitHub with the caller's token. It throws <see cref="NotFoundException"/>
/// if the caller cannot read the repository now, and <see cref="GitHubException"/> if GitHub fails.
/// Lists are complete up to 3,000 entries.
/// </summary>
[Alias("yudai.repository")]
public interface IRepository : IGrainWithStringKey
{
    [Alias("details")]
    Task<GitHubRepository> Details(long userId);

    [Alias("branches")]
    Task<ImmutableArray<GitHubBranch>> Branches(long userId);

    /// <summary>Newest first, without pull requests.</summary>
    /// <param name="state"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
    [Alias("issues")]
    Task<ImmutableArray<GitHubIssue>> Issues(long userId, string state);

    /// <summary>Newest first.</summary>
    /// <param name="state"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
    [Alias("pulls")]
    Task<ImmutableArray<GitHubPull>> Pulls(long userId, string state);

    /// <summary>Newest first.</summary>
    /// <param name="reference">A branch, a tag or a commit; null for the default branch.</param>
    [Alias("commits")]
    Task<ImmutableArray<GitHubCommit>> Commits(long userId, string? reference);

    /// <summary>
    /// Creates an issue. The request is sent once, so the issue may exist after a <see cref="GitHubException"/> for a
    /// failure of GitHub.
    /// </summary>
    [Alias("create-issue"), DoNotRetry]
    Task<GitHubIssue> CreateIssue(long userId, NewGitHubIssue issue);
}
