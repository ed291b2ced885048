namespace YudaiV3.Chat;

public sealed class SeqRangeTests
{
    [Fact]
    public void Add_joins_ranges_that_touch_and_keeps_the_others_apart()
    {
        var ranges = SeqRange.Add(SeqRange.Add(SeqRange.Add([], 10, 12), 20, 22), 1, 2);
        Assert.Equal([(1, 2), (10, 12), (20, 22)], ranges.Select(range => (range.From, range.Through)));
        Assert.Equal([(1, 2), (10, 22)], SeqRange.Add(ranges, 13, 19).Select(range => (range.From, range.Through)));
        Assert.Equal([(1, 30)], SeqRange.Add(ranges, 3, 30).Select(range => (range.From, range.Through)));
        foreach (var seq in Enumerable.Range(0, 25))
            Assert.Equal(
                seq is 1 or 2 or (>= 10 and <= 12) or (>= 20 and <= 22),
                SeqRange.Find(ranges, seq) is not null
            );
    }
}
