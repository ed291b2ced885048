namespace YudaiV3.Chat;

/// <summary>How messages count in a session's figures.</summary>
internal static class StatisticsExtensions
{
    public static SessionStatistics With(this SessionStatistics figures, Message message) =>
        figures.Count(message, 1) with
        {
            TotalCost = figures.TotalCost + (message.Metadata?.Cost ?? 0),
            AgentActions = figures.AgentActions + (message.Role == Speaker.User ? 0 : 1),
        };

    /// <summary>
    /// The figures without a message that is superseded. What it cost was spent, and what DAifu did was done.
    /// </summary>
    public static SessionStatistics Without(this SessionStatistics figures, Message message) =>
        figures.Count(message, -1);

    private static SessionStatistics Count(this SessionStatistics figures, Message message, int sign) =>
        figures with
        {
            TotalMessages = figures.TotalMessages + sign,
            UserMessages = figures.UserMessages + (message.Role == Speaker.User ? sign : 0),
            AssistantMessages = figures.AssistantMessages + (message.Role == Speaker.Assistant ? sign : 0),
            TotalTokens = figures.TotalTokens + sign * message.Tokens,
            FilesProcessed = figures.FilesProcessed + sign * message.ReferencedFiles.Length,
        };
}
