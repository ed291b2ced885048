namespace YudaiV3.Chat;

/// <summary>A session as lists contain it; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.session")]
public sealed record Session
{
    /// <summary>Derived from the owner and <see cref="SessionId"/>.</summary>
    [Id(0)]
    public long Id { get; init; }

    /// <summary>
    /// 1 to 255 characters of any kind. Unique for each owner.
    /// </summary>
    [Id(1)]
    public string SessionId { get; init; } = "";

    [Id(2)]
    public string? Title { get; init; }

    [Id(3)]
    public string? Description { get; init; }

    [Id(4)]
    public string? RepoOwner { get; init; }

    [Id(5)]
    public string? RepoName { get; init; }

    [Id(6)]
    public string? RepoBranch { get; init; }

    [Id(7)]
    public bool IsActive { get; init; }

    [Id(8)]
    public int TotalMessages { get; init; }

    [Id(9)]
    public long TotalTokens { get; init; }

    [Id(10)]
    public int ContextCardCount { get; init; }

    [Id(11)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(12)]
    public DateTimeOffset? UpdatedAt { get; init; }

    [Id(13)]
    public DateTimeOffset LastActivity { get; init; }

    public int MessageCount => TotalMessages;
}
