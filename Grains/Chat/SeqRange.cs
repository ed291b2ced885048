using System.Collections.Immutable;

namespace YudaiV3.Chat;

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

    /// <summary>Adds the events of a supersession.</summary>
    public static ImmutableArray<SeqRange> Add(ImmutableArray<SeqRange> ranges, Supersession supersession) =>
        supersession.Ranges().Aggregate(ranges, (all, range) => Add(all, range.From, range.Through));

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
