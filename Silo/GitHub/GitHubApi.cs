using System.Collections.Immutable;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// GitHub's REST API through Octokit. Octokit's own clients read all pages at once and send no ETags, so reads use its
/// connection, one page at a time.
/// </summary>
internal sealed class GitHubApi(GitHubPageReader reader, GitHubIssueWriter writer) : IGitHub
{
    public Task<GitHubResponse<ImmutableArray<GitHubRepository>>> Repositories(GitHubCall call) =>
        reader.Page<Repository, GitHubRepository>(
            call,
            "user/repos",
            new() { ["sort"] = "updated", ["direction"] = "desc" },
            OctokitMapping.Repository
        );

    public Task<GitHubResponse<FoundRepositories>> Search(GitHubCall call, RepositoryQuery query)
    {
        Dictionary<string, string> parameters = new() { ["q"] = query.Text, ["per_page"] = "100" };
        if (query.Sort is not null)
            parameters["sort"] = query.Sort;
        if (query.Order is not null)
            parameters["order"] = query.Order;
        return reader.One<SearchRepositoryResult, FoundRepositories>(
            call,
            "search/repositories",
            parameters,
            OctokitMapping.Found
        );
    }

    public Task<GitHubResponse<GitHubRepository>> Repository(GitHubCall call, RepositoryName name) =>
        reader.One<Repository, GitHubRepository>(call, Path(name), [], OctokitMapping.Repository);

    public Task<GitHubResponse<ImmutableArray<GitHubBranch>>> Branches(GitHubCall call, RepositoryName name) =>
        reader.Page<Branch, GitHubBranch>(call, $"{Path(name)}/branches", [], OctokitMapping.Branch);

    public Task<GitHubResponse<ImmutableArray<GitHubIssue>>> Issues(
        GitHubCall call,
        RepositoryName name,
        IssueQuery query
    )
    {
        Dictionary<string, string> parameters = new() { ["state"] = query.State };
        if (query.Creator is not null)
            parameters["creator"] = query.Creator;
        if (query.Since is { } since)
            parameters["since"] = since.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            );
        return reader.Page<Issue, GitHubIssue>(call, $"{Path(name)}/issues", parameters, OctokitMapping.Issue, issue =>
            issue.PullRequest is null
        );
    }

    public Task<GitHubResponse<GitHubIssue>> Issue(GitHubCall call, RepositoryName name, int number) =>
        reader.One<Issue, GitHubIssue>(
            call,
            FormattableString.Invariant($"{Path(name)}/issues/{number}"),
            [],
            OctokitMapping.Issue
        );

    public Task<GitHubResponse<ImmutableArray<GitHubPull>>> Pulls(GitHubCall call, RepositoryName name, string state) =>
        reader.Page<PullRequest, GitHubPull>(
            call,
            $"{Path(name)}/pulls",
            new() { ["state"] = state },
            OctokitMapping.Pull
        );

    public Task<GitHubResponse<ImmutableArray<YudaiV3.GitHub.GitHubCommit>>> Commits(
        GitHubCall call,
        RepositoryName name,
        string? reference
    ) =>
        reader.Page<Octokit.GitHubCommit, YudaiV3.GitHub.GitHubCommit>(
            call,
            $"{Path(name)}/commits",
            reference is null ? [] : new() { ["sha"] = reference },
            OctokitMapping.Commit
        );

    public Task<GitHubResponse<ImmutableArray<string>>> Folder(GitHubCall call, RepositoryName name, string path) =>
        reader.Page<RepositoryContent, string>(call with { Page = 1 }, Contents(name, path), [], content =>
            content.Name
        );

    public Task<GitHubResponse<string>> File(GitHubCall call, RepositoryName name, string path) =>
        reader.One<RepositoryContent, string>(call, Contents(name, path), [], content => content.Content ?? "");

    public Task<IssueCreation> CreateIssue(string token, RepositoryName name, NewGitHubIssue issue) =>
        writer.CreateIssue(token, $"{Path(name)}/issues", issue);

    private static string Path(RepositoryName name) =>
        $"repos/{Uri.EscapeDataString(name.Owner)}/{Uri.EscapeDataString(name.Name)}";

    private static string Contents(RepositoryName name, string path) =>
        $"{Path(name)}/contents/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
}
