using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The body of <c>GET /daifu/chat/sessions/{id}/statistics</c>.</summary>
internal sealed record SessionStatisticsResponse(
    string SessionId,
    int TotalMessages,
    long TotalTokens,
    double TotalCost,
    double SessionDuration,
    int UserMessages,
    int AssistantMessages,
    int UserIssuesCount,
    int FilesProcessed,
    int AgentActions,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastActivity,
    RepositoryState? RepositoryInfo
)
{
    public static SessionStatisticsResponse From(SessionSnapshot snapshot, GitHubSite github)
    {
        var (session, statistics) = (snapshot.Session, snapshot.Statistics);
        return new(
            session.SessionId,
            statistics.TotalMessages,
            statistics.TotalTokens,
            statistics.TotalCost,
            statistics.SessionDuration,
            statistics.UserMessages,
            statistics.AssistantMessages,
            statistics.UserIssuesCount,
            statistics.FilesProcessed,
            statistics.AgentActions,
            session.CreatedAt,
            session.LastActivity,
            RepositoryState.From(session, github)
        );
    }
}
