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
    /// A second message with the same id and content is the same message; with another content it is a conflict. If the
    /// client sends no id, the Api creates one, so that it can repeat the call.
    /// </summary>
    [Id(2)]
    public string ClientMessageId { get; init; } = "";

    [Id(3)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    [Id(4)]
    public ImmutableArray<string> FileContext { get; init; } = [];

    /// <summary>
    /// Creates the session if it does not exist; null if a missing session is an error.
    /// </summary>
    [Id(5)]
    public NewSession? Session { get; init; }

    /// <summary>The login that sends it. The session sets it.</summary>
    [Id(6)]
    public string? LoginId { get; init; }

    /// <summary>The message of the user as the session keeps it, still without session and time.</summary>
    /// <param name="tokens">Tokens of <see cref="Content"/>.</param>
    public Message Create(string messageId, int tokens) =>
        new()
        {
            MessageId = messageId,
            Content = Content,
            Role = Speaker.User,
            IsCode = IsCode,
            Tokens = tokens,
            ContextCards = ContextCards,
            ReferencedFiles = FileContext,
            ClientMessageId = ClientMessageId,
        };
}

/// <summary>The initial properties of a session.</summary>
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

/// <summary>A user's message that is durable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.posted")]
public sealed record PostedMessage
{
    [Id(0)]
    public string MessageId { get; init; } = "";

    [Id(1)]
    public long Seq { get; init; }
}

/// <summary>A user's message, its answer, and the newest messages.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.exchange")]
public sealed record Exchange
{
    [Id(0)]
    public PostedMessage Posted { get; init; } = new();

    /// <summary>Null if it is still in progress.</summary>
    [Id(1)]
    public Message? Answer { get; init; }

    /// <summary>The session's newest messages up to the answer, oldest first.</summary>
    [Id(2)]
    public ImmutableArray<Message> Conversation { get; init; } = [];
}
