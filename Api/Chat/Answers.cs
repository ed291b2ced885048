using System.Collections.Immutable;
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

    /// <summary>Files of the session's repository that were read; none as long as it is not ingested.</summary>
    public int FileEmbeddingsCount { get; private init; }

    public static new SessionDetailsResponse From(SessionSnapshot snapshot, GitHubSite github) =>
        new(SessionState.From(snapshot, github)) { Session = snapshot.Session };
}

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
        var (session, figures) = (snapshot.Session, snapshot.Statistics);
        return new(
            session.SessionId,
            figures.TotalMessages,
            figures.TotalTokens,
            figures.TotalCost,
            figures.SessionDuration,
            figures.UserMessages,
            figures.AssistantMessages,
            figures.UserIssuesCount,
            figures.FilesProcessed,
            figures.AgentActions,
            session.CreatedAt,
            session.LastActivity,
            RepositoryState.From(session, github)
        );
    }
}

/// <summary>DAifu's answer, with the talk around it.</summary>
/// <param name="ProcessingTime">Milliseconds.</param>
internal sealed record ChatResponse(
    [property: System.Text.Json.Serialization.JsonPropertyName("reply")] string Text,
    ImmutableArray<ImmutableArray<string>> Conversation,
    string MessageId,
    double ProcessingTime,
    string SessionId
)
{
    /// <param name="sessionId">As the caller named it.</param>
    public static ChatResponse From(Message answer, Exchange exchange, string sessionId) =>
        new(
            answer.Content,
            [.. exchange.Conversation.Where(message => message.Role != Speaker.System).Select(Line)],
            answer.MessageId,
            answer.ProcessingTime ?? 0,
            sessionId
        );

    private static ImmutableArray<string> Line(Message message) =>
        [message.Role == Speaker.User ? "User" : "DAifu", message.Content];
}

/// <summary>The user's message is durable; the answer comes on the WebSocket.</summary>
internal sealed record MessageAcceptedResponse(string MessageId, string SessionId)
{
    public string Status { get; } = "accepted";
}

internal sealed record SessionListResponse(ImmutableArray<Session> Sessions);

internal sealed record MessageListResponse(ImmutableArray<Message> Messages);

internal sealed record TouchSessionResponse(Session Session)
{
    public bool Success { get; } = true;
}

internal sealed record CloseSessionResponse(string Message)
{
    public bool Success { get; } = true;
}

/// <param name="Stopped">False where nothing was being written.</param>
internal sealed record StopResponse(bool Stopped)
{
    public bool Success { get; } = true;
}
