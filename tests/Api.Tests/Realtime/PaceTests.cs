using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Realtime;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Wait_of_a_streaming_client_is_never()
    {
        var pace = new FrameThrottle(streaming: true, _time);
        pace.Sent(update: true);
        Assert.Equal(TimeSpan.Zero, pace.Wait);
    }

    [Fact]
    public void Wait_after_the_first_update_is_100_ms_and_later_60()
    {
        var pace = new FrameThrottle(streaming: false, _time);
        Assert.Equal(TimeSpan.Zero, pace.Wait);
        pace.Sent(update: true);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.InRange(pace.Wait.TotalMilliseconds, 0.1, 20);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.Zero, pace.Wait);
        pace.Sent(update: true);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.InRange(pace.Wait.TotalMilliseconds, 0.1, 10);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(TimeSpan.Zero, pace.Wait);
    }
}
