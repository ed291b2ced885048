using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// A repository as other grains use it; the same grain as <see cref="IRepository"/>, and it fails in the same ways.
/// </summary>
[Alias("yudai.repository-access")]
internal interface IRepositoryAccess : IGrainWithStringKey
{
    /// <summary>Proves that the caller's own rights reach the repository; a proof is good for 60 s.</summary>
    /// <exception cref="NotFoundException">They do not.</exception>
    [Alias("reach")]
    Task<GitHubRepository> EnsureAccess(long userId);

    /// <summary>The commit that a branch, tag or commit id stands for now; null asks for the default branch.</summary>
    [Alias("resolve")]
    Task<string> Resolve(long userId, string? reference);

    /// <summary>How the repository stands now, in a few parallel reads.</summary>
    /// <param name="branch">Whose commits; where there is no such branch, the default branch's.</param>
    [Alias("news")]
    Task<RepositoryOverview> Overview(long userId, string? branch);

    /// <summary>The newest open issues, without pull requests: those among GitHub's newest 500 of both.</summary>
    [Alias("open-issues")]
    Task<ImmutableArray<GitHubIssue>> OpenIssues(long userId);

    /// <summary>The issues that changed at or after a time, with their texts; never from what is kept.</summary>
    /// <param name="creator">Only those that this login created; null for everybody's.</param>
    [Alias("issues-by")]
    Task<ImmutableArray<GitHubIssue>> IssuesBy(long userId, string? creator, DateTimeOffset since);

    [Alias("issue")]
    Task<GitHubIssue> Issue(long userId, int number);

    /// <summary>The names in a folder of the default branch; empty where there is no such folder.</summary>
    [Alias("folder")]
    Task<ImmutableArray<string>> Folder(long userId, string path);

    /// <summary>The text of a file of the default branch; null where there is no such file.</summary>
    [Alias("file")]
    Task<string?> File(long userId, string path);
}

internal static class RepositoryAccesses
{
    /// <exception cref="NotFoundException">No repository can be called that.</exception>
    public static IRepositoryAccess RepositoryAccess(this IGrainFactory grains, string owner, string name) =>
        grains.GetGrain<IRepositoryAccess>(RepositoryKey.Create(owner, name));
}
