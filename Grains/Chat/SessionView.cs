namespace YudaiV3.Chat;

/// <summary>A session as clients see it after the last event of a fold.</summary>
internal sealed record SessionView(SessionHead Head, SessionFold Fold)
{
    public SessionStatistics Statistics =>
        Fold.Statistics with
        {
            SessionDuration = (LastActivity - Head.CreatedAt).TotalSeconds,
        };

    private DateTimeOffset LastActivity =>
        Fold.Seq == Head.Seq ? Head.LastActivity
        : Fold.Seq == 0 ? Head.CreatedAt
        : Fold.At;

    public Session Describe(string key) =>
        new()
        {
            Id = Ids.Number(key),
            SessionId = Head.SessionId,
            Title = Head.Title,
            Description = Head.Description,
            RepoOwner = Head.Repository?.Owner,
            RepoName = Head.Repository?.Name,
            RepoBranch = Head.Repository?.Branch,
            IsActive = Head.IsActive,
            TotalMessages = Fold.Statistics.TotalMessages,
            TotalTokens = Fold.Statistics.TotalTokens,
            ContextCardCount = Fold.Cards.Length,
            CreatedAt = Head.CreatedAt,
            UpdatedAt = Head.UpdatedAt,
            LastActivity = LastActivity,
        };
}
