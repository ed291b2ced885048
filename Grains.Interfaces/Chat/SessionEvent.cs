using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// One durable event of a session, with either a <see cref="Message"/> or a <see cref="Card"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.event")]
public sealed record SessionEvent
{
    /// <summary>From 1, without gaps, the same for every client.</summary>
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>
    /// Rises strictly from event to event of a session, in whole even milliseconds (see <see cref="LiveFrame"/>).
    /// </summary>
    [Id(1)]
    public DateTimeOffset At { get; init; }

    [Id(2)]
    public Message? Message { get; init; }

    [Id(3)]
    public CardChange? Card { get; init; }

    /// <summary>What the message replaces, if it is an edit or a regenerated answer.</summary>
    [Id(4)]
    public Supersession? Supersession { get; init; }

    /// <summary>
    /// The login that asked, with whose rights the question is answered; null before logins had ids.
    /// </summary>
    [Id(5)]
    public string? LoginId { get; init; }
}

/// <summary>
/// A range of events whose messages are no longer part of the conversation, except <see cref="Survivors"/>. They stay
/// readable.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.supersession")]
public sealed record Supersession
{
    /// <summary>Seq of the first event.</summary>
    [Id(0)]
    public long From { get; init; }

    /// <summary>Seq of the last event.</summary>
    [Id(1)]
    public long Through { get; init; }

    /// <summary>The session's statistics without these messages.</summary>
    [Id(2)]
    public SessionStatistics Kept { get; init; } = new();

    /// <summary>
    /// The seqs in the range whose messages stay, rising: answers to earlier questions that came after the first event.
    /// </summary>
    [Id(3)]
    public ImmutableArray<long> Survivors { get; init; } = [];

    /// <summary>For a regenerated answer: the seq of the regenerated answer before it; 0 if there is none.</summary>
    [Id(4)]
    public long PreviousRegeneration { get; init; }

    /// <summary>The seqs of the first and the last event of each part without survivors, rising.</summary>
    public IEnumerable<(long From, long Through)> Ranges()
    {
        var from = From;
        foreach (var survivor in Survivors.IsDefault ? [] : Survivors)
        {
            if (survivor > from)
                yield return (from, survivor - 1);
            from = survivor + 1;
        }
        if (from <= Through)
            yield return (from, Through);
    }
}
