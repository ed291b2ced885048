using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>A session as it stands after the event <see cref="Seq"/>, with a page of its messages.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.snapshot")]
public sealed record SessionSnapshot
{
    [Id(0)]
    public Session Session { get; init; } = new();

    [Id(1)]
    public long UserId { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(2)]
    public ImmutableArray<Message> Messages { get; init; } = [];

    [Id(3)]
    public ImmutableArray<ContextCard> ContextCards { get; init; } = [];

    [Id(4)]
    public AgentStatus AgentStatus { get; init; } = new();

    [Id(5)]
    public SessionStatistics Statistics { get; init; } = new();

    /// <summary>The last durable event in this snapshot; 0 where there is none yet.</summary>
    [Id(6)]
    public long Seq { get; init; }

    /// <summary>The latest stamp that the session has given to a frame.</summary>
    [Id(7)]
    public DateTimeOffset At { get; init; }
}

/// <summary>The answer to <see cref="IChatSession.Page"/>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.page-of-messages")]
public sealed record PageOfMessages
{
    /// <summary>
    /// The session's last event when it was read: as long as there is none later, the page stays as it is.
    /// </summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>Oldest first; null where the caller has it.</summary>
    [Id(1)]
    public ImmutableArray<Message>? Messages { get; init; }
}

/// <summary>
/// Which messages to show: the latest <see cref="Limit"/> before <see cref="Before"/>, or the first after
/// <see cref="After"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.page")]
public sealed record MessagePage
{
    /// <summary>1 to 500.</summary>
    [Id(0)]
    public int Limit { get; init; } = 200;

    /// <summary>A message id; null for the end of the session.</summary>
    [Id(1)]
    public string? Before { get; init; }

    /// <summary>Also messages in whose place others stand now.</summary>
    [Id(2)]
    public bool IncludeSuperseded { get; init; }

    /// <summary>The session as it was after this event; null for now.</summary>
    [Id(3)]
    public long? AtSeq { get; init; }

    /// <summary>
    /// A message id, or empty for the beginning of the session: go forward from there; null to go backward.
    /// </summary>
    [Id(4)]
    public string? After { get; init; }
}
