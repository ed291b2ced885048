using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// The superseded ranges of <see cref="Size"/> consecutive events that are not in the session's head any more. So the
/// head does not grow with the number of edits.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-superseded")]
internal sealed record SupersededPage
{
    public const int Size = 1024;

    /// <summary>Sorted ranges that do not overlap.</summary>
    [Id(0)]
    public ImmutableArray<SupersededRange> Ranges { get; init; } = [];

    /// <summary>The number of the page that has the event.</summary>
    public static long IndexOf(long seq) => (seq - 1) / Size;

    public static string Name(long number) => $"chat-superseded/{number}";

    /// <summary>Adds the part of a range that the page does not have yet.</summary>
    public SupersededPage Add(long from, long through, long since)
    {
        var ranges = Ranges.ToBuilder();
        foreach (var range in Ranges.Where(range => range.Through >= from && range.From <= through))
        {
            Take(from, range.From - 1);
            from = range.Through + 1;
        }
        Take(from, through);
        ranges.Sort((a, b) => a.From.CompareTo(b.From));
        return this with { Ranges = ranges.ToImmutable() };

        void Take(long first, long last)
        {
            if (last >= first)
                ranges.Add(
                    new SupersededRange
                    {
                        From = first,
                        Through = last,
                        Since = since,
                    }
                );
        }
    }

    /// <summary>The range that has an event; null if there is none.</summary>
    public SupersededRange? Find(long seq)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (seq < Ranges[middle].From)
                high = middle - 1;
            else if (seq > Ranges[middle].Through)
                low = middle + 1;
            else
                return Ranges[middle];
        }
        return null;
    }
}

/// <summary>Consecutive events whose messages are superseded.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-superseded-range")]
internal sealed record SupersededRange
{
    [Id(0)]
    public long From { get; init; }

    [Id(1)]
    public long Through { get; init; }

    /// <summary>The first segment whose fold does not have the range.</summary>
    [Id(2)]
    public long Since { get; init; }
}
