namespace YudaiV3.Chat;

public sealed class SessionClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_rises_in_even_milliseconds_when_the_clock_goes_back()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon);
        var clock = new SessionClock(time, Noon.AddMilliseconds(11));
        Assert.Equal([12, 14, 16], Enumerable.Range(0, 3).Select(_ => (clock.Next() - Noon).TotalMilliseconds));
        time.Advance(TimeSpan.FromMilliseconds(101));
        Assert.Equal(100, (clock.Next() - Noon).TotalMilliseconds);
    }
}
