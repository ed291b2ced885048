namespace YudaiV3.Chat;

/// <summary>
/// The statistics of a session; this record is also their JSON body. Superseded messages are not counted.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.statistics")]
public sealed record SessionStatistics
{
    [Id(0)]
    public int TotalMessages { get; init; }

    [Id(1)]
    public int UserMessages { get; init; }

    [Id(2)]
    public int AssistantMessages { get; init; }

    /// <summary>Tokens of the contents of all these messages.</summary>
    [Id(3)]
    public long TotalTokens { get; init; }

    /// <summary>US dollars, as far as the model endpoint reports them.</summary>
    [Id(4)]
    public double TotalCost { get; init; }

    /// <summary>Seconds from the session's start to its last activity.</summary>
    [Id(5)]
    public double SessionDuration { get; init; }

    /// <summary>Turns that DAifu has ended, with or without an answer.</summary>
    [Id(6)]
    public int AgentActions { get; init; }

    /// <summary>Files that messages refer to. Each reference counts.</summary>
    [Id(7)]
    public int FilesProcessed { get; init; }

    [Id(8)]
    public int UserIssuesCount { get; init; }

    /// <summary>The statistics with one more message.</summary>
    public SessionStatistics Add(Message message) =>
        Count(message, 1) with
        {
            TotalCost = TotalCost + (message.Metadata?.Cost ?? 0),
            AgentActions = AgentActions + (message.Role == Speaker.User ? 0 : 1),
        };

    /// <summary>
    /// The statistics without a superseded message. Its cost was spent and its turn took place, so both remain.
    /// </summary>
    public SessionStatistics Remove(Message message) => Count(message, -1);

    /// <summary>
    /// The statistics with the messages that were counted between two states of a session. Cost and actions do not
    /// change.
    /// </summary>
    public SessionStatistics Add(SessionStatistics after, SessionStatistics before) =>
        this with
        {
            TotalMessages = TotalMessages + after.TotalMessages - before.TotalMessages,
            UserMessages = UserMessages + after.UserMessages - before.UserMessages,
            AssistantMessages = AssistantMessages + after.AssistantMessages - before.AssistantMessages,
            TotalTokens = TotalTokens + after.TotalTokens - before.TotalTokens,
            FilesProcessed = FilesProcessed + after.FilesProcessed - before.FilesProcessed,
        };

    private SessionStatistics Count(Message message, int sign) =>
        this with
        {
            TotalMessages = TotalMessages + sign,
            UserMessages = UserMessages + (message.Role == Speaker.User ? sign : 0),
            AssistantMessages = AssistantMessages + (message.Role == Speaker.Assistant ? sign : 0),
            TotalTokens = TotalTokens + sign * message.Tokens,
            FilesProcessed = FilesProcessed + sign * message.ReferencedFiles.Length,
        };
}
