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

    /// <summary>The events whose messages are superseded: sorted ranges that do not touch.</summary>
    [Id(4)]
    public ImmutableArray<SeqRange> Superseded { get; init; } = [];

    public SessionFold Add(SessionEvent next)
    {
        var fold = this with { Seq = next.Seq, At = next.At };
        if (next.Supersession is { } supersession)
            fold = fold with
            {
                Statistics = supersession.Kept,
                Superseded = SeqRange.Add(Superseded, supersession.From, supersession.Through),
            };
        if (next.Message is { } message)
            fold = fold with { Statistics = fold.Statistics.Add(message) };
        return next.Card is { } change ? fold with { Cards = CardPlace.After(Cards, change, next.Seq) } : fold;
    }

    public bool HasCard(string cardId) => Cards.Any(card => card.Id == cardId);

    public bool Supersedes(long seq) => SeqRange.Find(Superseded, seq) is not null;
}

/// <summary>A current card, and the event that contains it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-card-place")]
internal sealed record CardPlace
{
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public long Seq { get; init; }

    public static ImmutableArray<CardPlace> After(ImmutableArray<CardPlace> cards, CardChange change, long seq) =>
        change.Action switch
        {
            CardAction.Remove => cards.RemoveAll(card => card.Id == change.Card.Id),
            CardAction.Update => [.. cards.Select(card => card.Id == change.Card.Id ? card with { Seq = seq } : card)],
            _ => cards.Add(new CardPlace { Id = change.Card.Id, Seq = seq }),
        };
}

/// <summary>Consecutive events.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-seq-range")]
internal sealed record SeqRange
{
    [Id(0)]
    public long From { get; init; }

    [Id(1)]
    public long Through { get; init; }

    public static SeqRange? Find(ImmutableArray<SeqRange> ranges, long seq)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (seq < ranges[middle].From)
                high = middle - 1;
            else if (seq > ranges[middle].Through)
                low = middle + 1;
            else
                return ranges[middle];
        }
        return null;
    }

    /// <summary>Adds a range and joins it with the ranges that it touches.</summary>
    public static ImmutableArray<SeqRange> Add(ImmutableArray<SeqRange> ranges, long from, long through)
    {
        var before = ranges.Where(range => range.Through < from - 1);
        var after = ranges.Where(range => range.From > through + 1);
        var joined = ranges.Where(range => range.Through >= from - 1 && range.From <= through + 1).ToArray();
        var whole = new SeqRange
        {
            From = joined.Select(range => range.From).Append(from).Min(),
            Through = joined.Select(range => range.Through).Append(through).Max(),
        };
        return [.. before, whole, .. after];
    }
}
