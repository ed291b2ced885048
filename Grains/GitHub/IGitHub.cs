using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// GitHub's REST API, as the grains want it. Reads are tried a few times; what goes wrong is a
/// <see cref="NotFoundException"/> or a <see cref="GitHubException"/>. Nothing here waits for rate limits: that is
/// <see cref="IGitHubGate"/>'s.
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

    /// <summary>Sent once, whatever happens; what happened is in the answer.</summary>
    Task<IssueCreation> CreateIssue(string token, RepositoryName name, NewGitHubIssue issue);
}

/// <summary>A request to GitHub.</summary>
/// <param name="Token">Whose; null for nobody's.</param>
/// <param name="ETag">Of the answer that is kept; one that has not changed is not sent again, and costs
/// nothing.</param>
/// <param name="Page">From 1, of lists.</param>
/// <param name="Size">Of a page, up to 100.</param>
internal readonly record struct GitHubCall(string? Token, string? ETag = null, int Page = 1, int Size = 100)
{
    // A record would print the token.
    public override string ToString() => $"page {Page}";
}

/// <summary>What GitHub answered.</summary>
/// <param name="Value">Absent where nothing has changed.</param>
/// <param name="More">Whether a page follows.</param>
/// <param name="Weight">About how many bytes it takes to keep.</param>
/// <param name="Spent">Where nothing is left of the credential's limit: how long.</param>
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

/// <summary>Which issues to list.</summary>
/// <param name="State"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
/// <param name="Creator">A login.</param>
/// <param name="Since">Changed at or after.</param>
internal sealed record IssueQuery(string State, string? Creator = null, DateTimeOffset? Since = null);
