using System.Collections.Immutable;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>A session as clients get it when they open it, and the data of <c>session_update</c>.</summary>
internal record SessionState
{
    public string SessionId { get; init; } = "";
    public long UserId { get; init; }
    public RepositoryState? Repository { get; init; }
    public ImmutableArray<Message> Messages { get; init; } = [];
    public ImmutableArray<ContextCard> ContextCards { get; init; } = [];
    public AgentStatus AgentStatus { get; init; } = new();
    public SessionStatistics Statistics { get; init; } = new();
    public DateTimeOffset LastActivity { get; init; }
    public bool IsActive { get; init; }
    public long Seq { get; init; }

    public static SessionState From(SessionSnapshot snapshot, GitHubSite github) =>
        new()
        {
            SessionId = snapshot.Session.SessionId,
            UserId = snapshot.UserId,
            Repository = RepositoryState.From(snapshot.Session, github),
            Messages = snapshot.Messages,
            ContextCards = snapshot.ContextCards,
            AgentStatus = snapshot.AgentStatus,
            Statistics = snapshot.Statistics,
            LastActivity = snapshot.Session.LastActivity,
            IsActive = snapshot.Session.IsActive,
            Seq = snapshot.Seq,
        };
}
