using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// GitHub's REST API. Reads are retried. Failures are a <see cref="NotFoundException"/> or a
/// <see cref="GitHubException"/>. The methods do not wait for rate limits: see <see cref="IGitHubGate"/>.
/// </summary>
internal interface IGitHub
{
    Task<GitHubResponse<ImmutableArray<GitHubRepository>>> Repositories(GitHubCall call);

    Task<GitHubResponse<FoundRepositories>> Search(GitHubCall call, RepositoryQuery query);

    Task<GitHubResponse<GitHubRepository>> Repository(GitHubCall call, RepositoryName name);

    Task<GitHubResponse<ImmutableArray<GitHubBranch>>> Branches(GitHubCall call, RepositoryName name);

    /// <summary>Newest first, without pull requests.</summary>
    Task<GitHubResponse<ImmutableArray<GitHubIssue>>> Issues(GitHubCall call, RepositoryName name, IssueQuery query);

    Task<GitHubResponse<GitHubIssue>> Issue(GitHubCall call, RepositoryName name, int number);

    Task<GitHubResponse<ImmutableArray<GitHubPull>>> Pulls(GitHubCall call, RepositoryName name, string state);

    Task<GitHubResponse<ImmutableArray<GitHubCommit>>> Commits(GitHubCall call, RepositoryName name, string? reference);

    /// <summary>The names in a folder of the default branch.</summary>
    Task<GitHubResponse<ImmutableArray<string>>> Folder(GitHubCall call, RepositoryName name, string path);

    /// <summary>The text of a file of the default branch.</summary>
    Task<GitHubResponse<string>> File(GitHubCall call, RepositoryName name, string path);

    /// <summary>
    /// Sends the request once, and not at or after <see cref="NewGitHubIssue.SendBefore"/>. The result contains the
    /// outcome.
    /// </summary>
    Task<IssueCreation> CreateIssue(string token, RepositoryName name, NewGitHubIssue issue);
}

/// <summary>A request to GitHub.</summary>
/// <param name="Token">The caller's token; null for an anonymous request.</param>
/// <param name="ETag">The ETag of the cached response. GitHub does not send or count an unchanged
/// response.</param>
/// <param name="Page">The page of a list, from 1.</param>
/// <param name="Size">The page size, up to 100.</param>
internal readonly record struct GitHubCall(string? Token, string? ETag = null, int Page = 1, int Size = 100)
{
    // A record would print the token.
    public override string ToString() => $"page {Page}";
}

/// <summary>What GitHub answered.</summary>
/// <param name="Value">Absent where nothing has changed.</param>
/// <param name="More">Whether a page follows.</param>
/// <param name="Weight">About how many bytes it takes to keep.</param>
/// <param name="Spent">The time until the credential's limit is reset, if nothing is left of it.</param>
internal sealed record GitHubResponse<T>(
    T? Value,
    bool Unchanged,
    string? ETag,
    bool More,
    long Weight,
    TimeSpan? Spent
);

/// <summary>Owner and name, in any case.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.repository-name")]
internal sealed record RepositoryName([property: Id(0)] string Owner, [property: Id(1)] string Name);

/// <summary>A filter for a list of issues.</summary>
/// <param name="State"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
/// <param name="Creator">A login.</param>
/// <param name="Since">Only issues that changed at or after this time.</param>
internal sealed record IssueQuery(string State, string? Creator = null, DateTimeOffset? Since = null);
