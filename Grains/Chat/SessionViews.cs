namespace YudaiV3.Chat;

/// <summary>How a session looks from outside, as of some fold of its events.</summary>
internal static class SessionViews
{
    public static Session Describe(this SessionHead head, string key) =>
        head.Describe(key, head.Fold, head.LastActivity);

    public static Session Describe(this SessionHead head, string key, SessionFold fold, DateTimeOffset lastActivity) =>
        new()
        {
            Id = Ids.Number(key),
            SessionId = head.SessionId,
            Title = head.Title,
            Description = head.Description,
            RepoOwner = head.Repository?.Owner,
            RepoName = head.Repository?.Name,
            RepoBranch = head.Repository?.Branch,
            IsActive = head.IsActive,
            TotalMessages = fold.Statistics.TotalMessages,
            TotalTokens = fold.Statistics.TotalTokens,
            ContextCardCount = fold.Cards.Length,
            CreatedAt = head.CreatedAt,
            UpdatedAt = head.UpdatedAt,
            LastActivity = lastActivity,
        };

    public static SessionStatistics Statistics(this SessionHead head) => head.Statistics(head.Fold, head.LastActivity);

    public static SessionStatistics Statistics(this SessionHead head, SessionFold fold, DateTimeOffset lastActivity) =>
        fold.Statistics with
        {
            SessionDuration = (lastActivity - head.CreatedAt).TotalSeconds,
        };
}
