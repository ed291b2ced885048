namespace YudaiV3.Chat;

/// <summary>One durable event of a session: exactly one of <see cref="Message"/> and <see cref="Card"/> is there.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.event")]
public sealed record SessionEvent
{
    /// <summary>From 1, without gaps, the same for every client.</summary>
    [Id(0)] public long Seq { get; init; }

    /// <summary>Rises strictly from event to event of a session; whole even milliseconds (<see cref="LiveFrame.At"/> says why).</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    [Id(2)] public Message? Message { get; init; }
    [Id(3)] public CardChange? Card { get; init; }
}
