using System.Collections.Immutable;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>Maps Octokit's models to ours.</summary>
internal static class OctokitMapping
{
    public static GitHubRepository Repository(Repository from) =>
        new()
        {
            Id = from.Id,
            Name = from.Name ?? "",
            FullName = from.FullName ?? "",
            Private = from.Private,
            HtmlUrl = from.HtmlUrl ?? "",
            Description = from.Description,
            CloneUrl = from.CloneUrl ?? "",
            Language = from.Language,
            StargazersCount = from.StargazersCount,
            ForksCount = from.ForksCount,
            OpenIssuesCount = from.OpenIssuesCount,
            DefaultBranch = from.DefaultBranch ?? "",
            UpdatedAt = from.UpdatedAt,
            CreatedAt = from.CreatedAt,
            PushedAt = from.PushedAt,
            Topics = [.. from.Topics ?? []],
            License = from.License is { } license
                ? new()
                {
                    Key = license.Key,
                    Name = license.Name,
                    SpdxId = license.SpdxId,
                    Url = license.Url,
                }
                : null,
        };

    public static FoundRepositories Found(SearchRepositoryResult from) =>
        new()
        {
            TotalCount = from.TotalCount,
            IncompleteResults = from.IncompleteResults,
            Items = [.. (from.Items ?? []).Select(Repository)],
        };

    public static GitHubBranch Branch(Branch from) =>
        new()
        {
            Name = from.Name ?? "",
            Commit = Link(from.Commit),
            Protected = from.Protected,
        };

    public static GitHubIssue Issue(Issue from) =>
        new()
        {
            Id = from.Id,
            Number = from.Number,
            HtmlUrl = from.HtmlUrl ?? "",
            Title = from.Title ?? "",
            Body = from.Body,
            State = from.State.StringValue ?? "",
            User = User(from.User),
            Labels = Labels(from.Labels),
            Assignees = Users(from.Assignees),
            CreatedAt = from.CreatedAt,
            UpdatedAt = from.UpdatedAt ?? from.CreatedAt,
            ClosedAt = from.ClosedAt,
        };

    public static GitHubPull Pull(PullRequest from) =>
        new()
        {
            Id = from.Id,
            Number = from.Number,
            HtmlUrl = from.HtmlUrl ?? "",
            Title = from.Title ?? "",
            Body = from.Body,
            State = from.State.StringValue ?? "",
            User = User(from.User),
            Labels = Labels(from.Labels),
            Assignees = Users(from.Assignees),
            CreatedAt = from.CreatedAt,
            UpdatedAt = from.UpdatedAt,
            ClosedAt = from.ClosedAt,
            MergedAt = from.MergedAt,
            Head = End(from.Head),
            Base = End(from.Base),
        };

    public static YudaiV3.GitHub.GitHubCommit Commit(Octokit.GitHubCommit from) =>
        new()
        {
            Sha = from.Sha ?? "",
            HtmlUrl = from.HtmlUrl ?? "",
            Message = from.Commit?.Message ?? "",
            Author = Signature(from.Commit?.Author),
            Committer = Signature(from.Commit?.Committer),
            Parents = [.. (from.Parents ?? []).Select(Link)],
        };

    private static GitHubCommitLink Link(GitReference? from) => new() { Sha = from?.Sha ?? "", Url = from?.Url ?? "" };

    private static GitHubRef End(GitReference? from) =>
        new()
        {
            Label = from?.Label,
            Ref = from?.Ref ?? "",
            Sha = from?.Sha ?? "",
        };

    private static GitHubSignature Signature(Committer? from) =>
        new()
        {
            Name = from?.Name ?? "",
            Email = from?.Email ?? "",
            Date = from?.Date ?? default,
        };

    // Octokit has no user for a deleted account.
    private static GitHubUser User(User? from) =>
        from is null
            ? new() { Login = "ghost" }
            : new()
            {
                Login = from.Login ?? "",
                Id = from.Id,
                AvatarUrl = from.AvatarUrl ?? "",
                HtmlUrl = from.HtmlUrl ?? "",
            };

    private static ImmutableArray<GitHubUser> Users(IReadOnlyList<User>? from) => [.. (from ?? []).Select(User)];

    private static ImmutableArray<GitHubLabel> Labels(IReadOnlyList<Label>? from) =>
        [
            .. (from ?? []).Select(label => new GitHubLabel
            {
                Id = label.Id,
                Name = label.Name ?? "",
                Color = label.Color ?? "",
                Description = label.Description,
            }),
        ];
}
