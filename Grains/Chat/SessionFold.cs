using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// What the events of a session add up to, kept up with each of them, so that nobody adds them up again.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-fold")]
internal sealed record SessionFold
{
    /// <summary>The last event in it.</summary>
    [Id(0)]
    public long Seq { get; init; }

    [Id(1)]
    public DateTimeOffset At { get; init; }

    /// <summary>Without <see cref="SessionStatistics.SessionDuration"/>.</summary>
    [Id(2)]
    public SessionStatistics Statistics { get; init; } = new();

    /// <summary>The cards that are there, in the order in which they were added.</summary>
    [Id(3)]
    public ImmutableArray<CardPlace> Cards { get; init; } = [];

    /// <summary>The events whose messages are superseded: in order, apart from each other.</summary>
    [Id(4)]
    public ImmutableArray<SeqRange> Superseded { get; init; } = [];

    public SessionFold Add(SessionEvent next)
    {
        var fold = this with { Seq = next.Seq, At = next.At };
        if (next.Supersession is { } instead)
            fold = fold with
            {
                Statistics = instead.Kept,
                Superseded = SeqRange.Add(Superseded, instead.From, instead.Through),
            };
        if (next.Message is { } message)
            fold = fold with { Statistics = fold.Statistics.With(message) };
        return next.Card is { } change ? fold with { Cards = CardPlace.After(Cards, change, next.Seq) } : fold;
    }

    public bool Supersedes(long seq) => SeqRange.Find(Superseded, seq) is not null;
}

/// <summary>A card that is there, and the event that has it.</summary>
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

/// <summary>Some events that follow each other.</summary>
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

    /// <summary>The ranges with one more, joined with those that it touches.</summary>
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
