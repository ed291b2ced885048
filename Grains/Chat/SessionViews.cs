namespace YudaiV3.Chat;

/// <summary>How a session's state looks from outside.</summary>
internal static class SessionViews
{
    public static Session Describe(this SessionHead head, string key) => new()
    {
        Id = Ids.Number(key),
        SessionId = head.SessionId,
        Title = head.Title,
        Description = head.Description,
        RepoOwner = head.Repository?.Owner,
        RepoName = head.Repository?.Name,
        RepoBranch = head.Repository?.Branch,
        IsActive = head.IsActive,
        TotalMessages = head.Tally.Messages,
        TotalTokens = head.Tally.Tokens,
        CreatedAt = head.CreatedAt,
        UpdatedAt = head.UpdatedAt,
        LastActivity = head.LastActivity,
    };

    public static SessionStatistics Statistics(this SessionHead head) => new()
    {
        TotalMessages = head.Tally.Messages,
        UserMessages = head.Tally.User,
        AssistantMessages = head.Tally.Assistant,
        TotalTokens = head.Tally.Tokens,
        TotalCost = head.Tally.Cost,
        SessionDuration = (head.LastActivity - head.CreatedAt).TotalSeconds,
        AgentActions = head.Tally.Assistant + head.Tally.System,
        FilesProcessed = head.Tally.Files,
    };
}
