using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The repository of a session.</summary>
internal sealed record RepositoryState(string Owner, string Name, string Branch, string FullName, string HtmlUrl)
{
    /// <summary>Returns null when the session has no repository.</summary>
    public static RepositoryState? From(Session session, GitHubSite github) =>
        session is { RepoOwner: { } owner, RepoName: { } name }
            ? new(owner, name, session.RepoBranch ?? "main", $"{owner}/{name}", github.PageOf(owner, name))
            : null;
}
