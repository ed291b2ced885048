using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>A message that a user sends.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.new-message")]
public sealed record NewMessage
{
    /// <summary>1 to 10,000 characters, not blank.</summary>
    [Id(0)]
    public string Content { get; init; } = "";

    [Id(1)]
    public bool IsCode { get; init; }

    /// <summary>
    /// Sent twice with the same content it is one message; with another content it is a conflict. The Api gives one
    /// where the client did not, to be able to ask again itself.
    /// </summary>
    [Id(2)]
    public string ClientMessageId { get; init; } = "";

    [Id(3)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    [Id(4)]
    public ImmutableArray<string> FileContext { get; init; } = [];

    /// <summary>
    /// Makes the session where there is none of this id yet; null where a missing session is an error.
    /// </summary>
    [Id(5)]
    public NewSession? Session { get; init; }
}

/// <summary>What a session starts with.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.new-session")]
public sealed record NewSession
{
    [Id(0)]
    public string SessionId { get; init; } = "";

    [Id(1)]
    public RepositoryRef? Repository { get; init; }

    [Id(2)]
    public string? Title { get; init; }

    [Id(3)]
    public string? Description { get; init; }
}

/// <summary>The user's message is durable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.posted")]
public sealed record PostedMessage
{
    [Id(0)]
    public string MessageId { get; init; } = "";

    [Id(1)]
    public long Seq { get; init; }
}

/// <summary>A user's message with its answer, and the messages around them.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.exchange")]
public sealed record Exchange
{
    [Id(0)]
    public PostedMessage Posted { get; init; } = new();

    /// <summary>Null while it is still being written.</summary>
    [Id(1)]
    public Message? Answer { get; init; }

    /// <summary>The session's newest messages up to the answer, oldest first.</summary>
    [Id(2)]
    public ImmutableArray<Message> Conversation { get; init; } = [];
}
