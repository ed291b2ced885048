using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The body of <c>GET /daifu/sessions/{id}</c>.</summary>
internal sealed record SessionDetailsResponse : SessionState
{
    private SessionDetailsResponse(SessionState state)
        : base(state) { }

    public Session Session { get; private init; } = new();
    public RepositoryState? RepositoryInfo => Repository;

    /// <summary>The number of ingested files of the repository; 0 before an ingest.</summary>
    public int FileEmbeddingsCount { get; private init; }

    public static new SessionDetailsResponse From(SessionSnapshot snapshot, GitHubSite github) =>
        new(SessionState.From(snapshot, github)) { Session = snapshot.Session };
}
