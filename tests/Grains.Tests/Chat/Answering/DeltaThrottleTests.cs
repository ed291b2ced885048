namespace YudaiV3.Chat.Answering;

public sealed class DeltaThrottleTests
{
    [Fact]
    public void Interval_is_20_ms_for_few_answers_and_grows_with_their_number()
    {
        var throttle = new DeltaThrottle();
        var idle = throttle.Interval;
        var answers = Enumerable.Range(0, 200 * Environment.ProcessorCount).Select(_ => throttle.Begin()).ToArray();
        var busy = throttle.Interval;
        foreach (var answer in answers[..^1])
            answer.Dispose();
        Assert.Equal((20, 20), (idle.TotalMilliseconds, throttle.Interval.TotalMilliseconds));
        Assert.InRange(busy.TotalMilliseconds, 53, 54);
    }

    [Fact]
    public void Interval_with_many_answers_is_at_most_200_ms()
    {
        var throttle = new DeltaThrottle();
        foreach (var _ in Enumerable.Range(0, 10_000 * Environment.ProcessorCount))
            throttle.Begin();
        Assert.Equal(200, throttle.Interval.TotalMilliseconds);
    }
}
