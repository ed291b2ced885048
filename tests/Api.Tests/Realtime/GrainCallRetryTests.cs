namespace YudaiV3.Api.Realtime;

public sealed class GrainCallRetryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);
    private readonly ObservedTime _time = new();
    private int _calls;

    [Fact]
    public async Task Run_repeats_a_call_that_fails_on_its_way()
    {
        var running = GrainCallRetry.Run(
            () => ++_calls < 3 ? throw new TimeoutException() : Task.FromResult(_calls),
            Limit,
            _time,
            CancellationToken.None
        );
        await PassDelay();
        await PassDelay();
        Assert.Equal(3, await running);
    }

    [Theory]
    [InlineData(typeof(ConflictException))]
    [InlineData(typeof(NotFoundException))]
    public async Task Run_does_not_repeat_a_refused_call(Type refusal)
    {
        var exception = (Exception)Activator.CreateInstance(refusal, "No.")!;
        await Assert.ThrowsAsync(refusal, () => GrainCallRetry.Run(() => Fail(exception), Limit, _time, default));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Run_ends_with_a_timeout_if_there_is_no_result()
    {
        var running = GrainCallRetry.Run(() => new TaskCompletionSource<int>().Task, Limit, _time, default);
        await _time.WaitForTimer(due => due == Limit);
        _time.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => running);
    }

    [Fact]
    public async Task Run_ends_with_a_timeout_if_no_time_is_left_for_another_call()
    {
        var running = GrainCallRetry.Run(
            () => Fail(new InvalidOperationException()),
            TimeSpan.FromMilliseconds(900),
            _time,
            CancellationToken.None
        );
        await PassDelay();
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        Assert.Equal(1, _calls);
    }

    private Task<int> Fail(Exception exception)
    {
        _calls++;
        return Task.FromException<int>(exception);
    }

    private async Task PassDelay()
    {
        await _time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
    }
}
