namespace YudaiV3.Chat;

/// <summary>
/// One durable event of a session: exactly one of <see cref="Message"/> and <see cref="Card"/> is there.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.event")]
public sealed record SessionEvent
{
    /// <summary>From 1, without gaps, the same for every client.</summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>
    /// Rises strictly from event to event of a session; whole even milliseconds (<see cref="LiveFrame.At"/> says why).
    /// </summary>
    [Id(1)]
    public DateTimeOffset At { get; init; }

    [Id(2)]
    public Message? Message { get; init; }

    [Id(3)]
    public CardChange? Card { get; init; }

    /// <summary>What the message stands in the place of: an edit of the user's, or an answer anew.</summary>
    [Id(4)]
    public Supersession? Supersession { get; init; }
}

/// <summary>Events whose messages are no longer part of the conversation; they stay readable.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.supersession")]
public sealed record Supersession
{
    /// <summary>Seq of the first of them.</summary>
    [Id(0)]
    public long From { get; init; }

    /// <summary>Seq of the last of them.</summary>
    [Id(1)]
    public long Through { get; init; }

    /// <summary>The session's figures without their messages.</summary>
    [Id(2)]
    public SessionStatistics Kept { get; init; } = new();
}
