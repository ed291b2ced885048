using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// The result of all events of a session up to one of them, updated with each event.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-fold")]
internal sealed record SessionFold
{
    /// <summary>The last event of the fold.</summary>
    [Id(0)]
    public long Seq { get; init; }

    [Id(1)]
    public DateTimeOffset At { get; init; }

    /// <summary>Without <see cref="SessionStatistics.SessionDuration"/>.</summary>
    [Id(2)]
    public SessionStatistics Statistics { get; init; } = new();

    /// <summary>The current cards, in the order in which they were added.</summary>
    [Id(3)]
    public ImmutableArray<CardPlace> Cards { get; init; } = [];

    /// <summary>
    /// The newest events whose messages are superseded: sorted ranges that do not touch. Older ones are in
    /// <see cref="SupersededPage"/>s.
    /// </summary>
    [Id(4)]
    public ImmutableArray<SeqRange> Superseded { get; init; } = [];

    /// <summary>Seq of the newest regenerated answer; 0 if this edition has written none.</summary>
    [Id(5)]
    public long LastRegeneration { get; init; }

    public SessionFold Add(SessionEvent next)
    {
        var fold = this with { Seq = next.Seq, At = next.At };
        if (next.Supersession is { } supersession)
            fold = fold with
            {
                Statistics = supersession.Kept,
                Superseded = SeqRange.Add(Superseded, supersession),
                LastRegeneration = next.Message is { Role: Speaker.User } ? LastRegeneration : next.Seq,
            };
        if (next.Message is { } message)
            fold = fold with { Statistics = fold.Statistics.Add(message) };
        return next.Card is { } change ? fold with { Cards = CardPlace.After(Cards, change, next.Seq) } : fold;
    }

    public bool HasCard(string cardId) => Cards.Any(card => card.Id == cardId);

    /// <summary>Whether one of the ranges here has the event.</summary>
    public bool Supersedes(long seq) => SeqRange.Find(Superseded, seq) is not null;
}
