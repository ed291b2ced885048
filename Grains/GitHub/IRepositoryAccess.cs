using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// A repository for other grains; the same grain as <see cref="IRepository"/>, with the same exceptions.
/// </summary>
[Alias("yudai.repository-access")]
internal interface IRepositoryAccess : IGrainWithStringKey
{
    /// <summary>Checks that the caller can read the repository. A successful check is valid for 60 s.</summary>
    /// <exception cref="NotFoundException">The caller cannot read the repository.</exception>
    [Alias("reach")]
    Task<GitHubRepository> EnsureAccess(long userId);

    /// <summary>The current commit of a branch, tag or commit id; null means the default branch.</summary>
    [Alias("resolve")]
    Task<string> Resolve(long userId, string? reference);

    /// <summary>The current overview of the repository, from a few parallel reads.</summary>
    /// <param name="branch">The branch of the commits. If it does not exist, the default branch is used.</param>
    [Alias("news")]
    Task<RepositoryOverview> Overview(long userId, string? branch);

    /// <summary>The open issues, without pull requests, among GitHub's newest 500 issues and pull requests.</summary>
    [Alias("open-issues")]
    Task<ImmutableArray<GitHubIssue>> OpenIssues(long userId);

    /// <summary>The issues that changed at or after a time, with their texts. Never uses cached responses.</summary>
    /// <param name="creator">Only issues that this login created; null for all.</param>
    [Alias("issues-by")]
    Task<ImmutableArray<GitHubIssue>> IssuesBy(long userId, string? creator, DateTimeOffset since);

    [Alias("issue")]
    Task<GitHubIssue> Issue(long userId, int number);

    /// <summary>The names in a folder of the default branch; empty if there is no such folder.</summary>
    [Alias("folder")]
    Task<ImmutableArray<string>> Folder(long userId, string path);

    /// <summary>The text of a file of the default branch; null if there is no such file.</summary>
    [Alias("file")]
    Task<string?> File(long userId, string path);
}

internal static class RepositoryAccesses
{
    /// <exception cref="NotFoundException">The owner or the name is not valid.</exception>
    public static IRepositoryAccess RepositoryAccess(this IGrainFactory grains, string owner, string name) =>
        grains.GetGrain<IRepositoryAccess>(RepositoryKey.Create(owner, name));
}
