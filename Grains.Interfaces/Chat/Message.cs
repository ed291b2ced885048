using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>The author of a message: the user, DAifu, or the system (for a turn that failed).</summary>
public enum Speaker
{
    User,
    Assistant,
    System,
}

/// <summary>One message of a session; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.message")]
public sealed record Message
{
    /// <summary>A UUID that contains the message's place in the session's log (<see cref="MessageIds"/>).</summary>
    [Id(0)]
    public string MessageId { get; init; } = "";

    [Id(1)]
    public string SessionId { get; init; } = "";

    [Id(2)]
    public string Content { get; init; } = "";

    [Id(3)]
    public Speaker Role { get; init; }

    [Id(4)]
    public bool IsCode { get; init; }

    [Id(5)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Tokens of <see cref="Content"/>, counted with <c>o200k_base</c>.</summary>
    [Id(6)]
    public int Tokens { get; init; }

    [Id(7)]
    public string? ModelUsed { get; init; }

    /// <summary>Milliseconds from the user's message to the end of this answer.</summary>
    [Id(8)]
    public double? ProcessingTime { get; init; }

    /// <summary>Ids of the context cards that the user chose for this message.</summary>
    [Id(9)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    /// <summary>Paths of the repository's files that the user chose for this message.</summary>
    [Id(10)]
    public ImmutableArray<string> ReferencedFiles { get; init; } = [];

    /// <summary>The reason why there is no answer; only with <see cref="Speaker.System"/>.</summary>
    [Id(11)]
    public string? ErrorMessage { get; init; }

    [Id(12)]
    public MessageMetadata? Metadata { get; init; }

    /// <summary>The client's own id, which makes sending a message idempotent.</summary>
    [Id(13)]
    public string? ClientMessageId { get; init; }

    /// <summary>The id of the user's message that this one answers.</summary>
    [Id(14)]
    public string? InReplyTo { get; init; }

    /// <summary>The id of the message that this one replaces.</summary>
    [Id(15)]
    public string? Supersedes { get; init; }

    public string Id => MessageId;
    public string MessageText => Content;
    public Speaker SenderType => Role;
    public DateTimeOffset Timestamp => CreatedAt;
}

/// <summary>Details of an answer.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.message-metadata")]
public sealed record MessageMetadata
{
    /// <summary>The user stopped the answer. The content is the text up to then.</summary>
    [Id(0)]
    public bool Stopped { get; init; }

    /// <summary>Tokens of the prompt, as counted before it was sent.</summary>
    [Id(1)]
    public int PromptTokens { get; init; }

    /// <summary>Number of model calls for this answer.</summary>
    [Id(2)]
    public int Attempts { get; init; }

    /// <summary>US dollars, or 0 if the model endpoint reports no cost.</summary>
    [Id(3)]
    public double Cost { get; init; }
}
