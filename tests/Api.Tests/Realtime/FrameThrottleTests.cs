using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Realtime;

public sealed class FrameThrottleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Wait_of_a_streaming_client_is_zero()
    {
        var throttle = new FrameThrottle(streaming: true, _time);
        throttle.Sent(isUpdate: true);
        Assert.Equal(TimeSpan.Zero, throttle.Wait);
    }

    [Fact]
    public void Wait_is_over_100_ms_after_the_first_update_and_over_60_later()
    {
        var throttle = new FrameThrottle(streaming: false, _time);
        Assert.Equal(TimeSpan.Zero, throttle.Wait);
        throttle.Sent(isUpdate: true);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.InRange(throttle.Wait.TotalMilliseconds, 0.1, 20);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.Zero, throttle.Wait);
        throttle.Sent(isUpdate: true);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.InRange(throttle.Wait.TotalMilliseconds, 0.1, 10);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(TimeSpan.Zero, throttle.Wait);
    }
}
