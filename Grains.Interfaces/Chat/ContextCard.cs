namespace YudaiV3.Chat;

/// <summary>Where the content of a card comes from.</summary>
public enum CardSource
{
    Chat,
    File,
    Github,
    Manual,
}

/// <summary>
/// A piece of text that the user keeps beside the talk, to be put into prompts; this record is also its JSON body.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.context-card")]
public sealed record ContextCard
{
    /// <summary>A number below 2^53 as text; one of its owner's sessions only has it.</summary>
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

/// <summary>What happened to a card.</summary>
public enum CardAction
{
    Add,
    Remove,
    Update,
}

/// <summary>A card and what happened to it.</summary>
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

    /// <summary>Sent twice while the card is there it is one card.</summary>
    [Id(4)]
    public string RequestId { get; init; } = "";
}
