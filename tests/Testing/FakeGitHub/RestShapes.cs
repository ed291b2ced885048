using System.Globalization;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>Creates the JSON objects of the REST API.</summary>
internal static class RestShapes
{
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static object Person(GitHubPerson person) =>
        new
        {
            login = person.Login,
            id = person.Id,
            node_id = $"U_{person.Id}",
            avatar_url = $"https://avatars.githubusercontent.com/u/{person.Id}?v=4",
            html_url = $"https://github.com/{person.Login}",
            type = "User",
            site_admin = false,
        };

    public static object Repository(FakeRepository repository) =>
        new
        {
            id = repository.Id,
            node_id = $"R_{repository.Id}",
            name = repository.Name,
            full_name = repository.FullName,
            @private = repository.Private,
            owner = Person(repository.Owner),
            html_url = $"https://github.com/{repository.FullName}",
            description = repository.Description,
            fork = false,
            clone_url = $"https://github.com/{repository.FullName}.git",
            language = repository.Language,
            stargazers_count = repository.Stars,
            watchers_count = repository.Stars,
            forks_count = 0,
            open_issues_count = repository.Issues.Count(issue => !issue.Closed),
            default_branch = repository.DefaultBranch,
            topics = repository.Topics,
            license = new
            {
                key = "mit",
                name = "MIT License",
                spdx_id = "MIT",
                url = "https://api.github.com/licenses/mit",
                node_id = "L_1",
            },
            archived = false,
            created_at = Time(repository.CreatedAt),
            updated_at = Time(repository.UpdatedAt),
            pushed_at = Time(repository.UpdatedAt),
        };

    public static object Issue(FakeRepository repository, FakeIssue issue) =>
        issue.IsPull
            ? new Dictionary<string, object?>(IssueFields(repository, issue))
            {
                ["pull_request"] = new
                {
                    url = $"https://api.github.com/repos/{repository.FullName}/pulls/{issue.Number}",
                },
            }
            : IssueFields(repository, issue);

    public static object Pull(FakeRepository repository, FakeIssue issue) =>
        new Dictionary<string, object?>(IssueFields(repository, issue))
        {
            ["merged_at"] = issue.Closed ? Time(issue.UpdatedAt) : null,
            ["head"] = End(repository, $"change-{issue.Number}"),
            ["base"] = End(repository, repository.DefaultBranch),
            ["draft"] = false,
        };

    public static object Commit(FakeRepository repository, FakeCommit commit) =>
        new
        {
            sha = commit.Sha,
            node_id = $"C_{commit.Sha}",
            url = $"https://api.github.com/repos/{repository.FullName}/commits/{commit.Sha}",
            html_url = $"https://github.com/{repository.FullName}/commit/{commit.Sha}",
            commit = new
            {
                message = commit.Message,
                author = Signature(commit),
                committer = Signature(commit),
                tree = new { sha = commit.Sha, url = "" },
                comment_count = 0,
            },
            author = Person(commit.By),
            committer = Person(commit.By),
            parents = commit.Parent is null
                ? []
                : new object[]
                {
                    new
                    {
                        sha = commit.Parent,
                        url = $"https://api.github.com/repos/{repository.FullName}/commits/{commit.Parent}",
                    },
                },
        };

    public static object Branch(FakeRepository repository, string branch) =>
        new
        {
            name = branch,
            commit = new
            {
                sha = repository.Commits(branch)![0].Sha,
                url = $"https://api.github.com/repos/{repository.FullName}/commits/"
                    + repository.Commits(branch)![0].Sha,
            },
            @protected = branch == repository.DefaultBranch,
        };

    private static Dictionary<string, object?> IssueFields(FakeRepository repository, FakeIssue issue) =>
        new()
        {
            ["id"] = issue.Id,
            ["node_id"] = $"I_{issue.Id}",
            ["number"] = issue.Number,
            ["html_url"] =
                $"https://github.com/{repository.FullName}/{(issue.IsPull ? "pull" : "issues")}/{issue.Number}",
            ["title"] = issue.Title,
            ["body"] = issue.Body,
            ["state"] = issue.Closed ? "closed" : "open",
            ["user"] = Person(issue.By),
            ["locked"] = false,
            ["comments"] = 0,
            ["labels"] = issue
                .Labels.Select(label => new
                {
                    id = (long)label.GetHashCode(StringComparison.Ordinal) & int.MaxValue,
                    name = label,
                    color = "ededed",
                    description = (string?)null,
                    @default = false,
                })
                .ToArray(),
            ["assignees"] = issue.Assignees.Select(Person).ToArray(),
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = issue.Closed ? Time(issue.UpdatedAt) : null,
        };

    private static object End(FakeRepository repository, string branch) =>
        new
        {
            label = $"{repository.Owner.Login}:{branch}",
            @ref = branch,
            sha = repository.Commits() is [var newest, ..] ? newest.Sha : new string('0', 40),
            user = Person(repository.Owner),
        };

    private static object Signature(FakeCommit commit) =>
        new
        {
            name = commit.By.Name ?? commit.By.Login,
            email = commit.By.Email ?? "",
            date = Time(commit.At),
        };
}
