using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>A session after the event <see cref="Seq"/>, with a page of its messages.</summary>
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

    /// <summary>The last durable event in this snapshot; 0 if there is none.</summary>
    [Id(6)]
    public long Seq { get; init; }

    /// <summary>The timestamp of the last frame that the session sent.</summary>
    [Id(7)]
    public DateTimeOffset At { get; init; }
}

/// <summary>The result of <see cref="IChatSession.Page"/>.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.page-of-messages")]
public sealed record PageOfMessages
{
    /// <summary>
    /// The session's last event. The page does not change before the next event.
    /// </summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>Oldest first; null if the caller has the current page.</summary>
    [Id(1)]
    public ImmutableArray<Message>? Messages { get; init; }
}

/// <summary>
/// Selects messages: the latest <see cref="Limit"/> before <see cref="Before"/>, or the first after
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

    /// <summary>Include superseded messages.</summary>
    [Id(2)]
    public bool IncludeSuperseded { get; init; }

    /// <summary>Read the session as it was after this event; null for the current state.</summary>
    [Id(3)]
    public long? AtSeq { get; init; }

    /// <summary>
    /// A message id, or empty for the start of the session, to read forward; null to read backward.
    /// </summary>
    [Id(4)]
    public string? After { get; init; }
}
