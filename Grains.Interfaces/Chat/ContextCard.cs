namespace YudaiV3.Chat;

/// <summary>The origin of a card's content.</summary>
public enum CardSource
{
    Chat,
    File,
    Github,
    Manual,
}

/// <summary>
/// A text that the user keeps with the session for use in prompts; this record is also its JSON body.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.context-card")]
public sealed record ContextCard
{
    /// <summary>A number below 2^53 as text. Unique among the cards of the owner.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string SessionId { get; init; } = "";

    [Id(2)]
    public string Title { get; init; } = "";

    [Id(3)]
    public string Description { get; init; } = "";

    [Id(4)]
    public string Content { get; init; } = "";

    /// <summary>Tokens of <see cref="Content"/>, counted with <c>o200k_base</c>.</summary>
    [Id(5)]
    public int Tokens { get; init; }

    [Id(6)]
    public CardSource Source { get; init; }

    [Id(7)]
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The kind of a card's change.</summary>
public enum CardAction
{
    Add,
    Remove,
    Update,
}

/// <summary>A change of a card.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.card-change")]
public sealed record CardChange
{
    [Id(0)]
    public CardAction Action { get; init; }

    [Id(1)]
    public ContextCard Card { get; init; } = new();
}

/// <summary>A card that a user adds.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.new-card")]
public sealed record NewCard
{
    /// <summary>1 to 255 characters, not blank.</summary>
    [Id(0)]
    public string Title { get; init; } = "";

    /// <summary>Up to 2,000 characters.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>1 to 100,000 characters.</summary>
    [Id(2)]
    public string Content { get; init; } = "";

    [Id(3)]
    public CardSource Source { get; init; }

    /// <summary>While the card exists, the same id does not create a second one.</summary>
    [Id(4)]
    public string RequestId { get; init; } = "";

    /// <param name="tokens">Tokens of <see cref="Content"/>.</param>
    public ContextCard Create(string id, string sessionId, int tokens, DateTimeOffset at) =>
        new()
        {
            Id = id,
            SessionId = sessionId,
            Title = Title,
            Description = Description,
            Content = Content,
            Tokens = tokens,
            Source = Source,
            CreatedAt = at,
        };
}
