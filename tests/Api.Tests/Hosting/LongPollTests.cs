using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Hosting;

public sealed class LongPollTests
{
    private static readonly LongPoll Poll = new()
    {
        MaxWait = TimeSpan.FromSeconds(25),
        FirstCallWait = TimeSpan.FromSeconds(2),
        MaxCallWait = TimeSpan.FromSeconds(6),
        TransitTime = TimeSpan.FromSeconds(1),
    };

    private readonly FakeTimeProvider _time = new();
    private readonly List<double> _waits = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_returns_the_result_of_the_first_call_that_has_one()
    {
        var result = await Poll.Run(
            wait =>
            {
                NoResultAfter(wait);
                return Task.FromResult(_waits.Count == 3 ? "result" : null);
            },
            _time,
            Stop
        );

        Assert.Equal("result", result);
        Assert.Equal([2, 6, 6], _waits);
    }

    [Fact]
    public async Task Run_shortens_the_last_call_and_returns_null_at_the_deadline()
    {
        var result = await Poll.Run(wait => NoResultAfter(wait), _time, Stop);

        Assert.Null(result);
        Assert.Equal([2, 6, 6, 6, 4], _waits); // 24 s in the grain, 1 s for the last reply.
    }

    [Fact]
    public async Task Run_asks_again_after_a_call_that_timed_out()
    {
        var calls = 0;
        var result = await Poll.Run(
            wait => ++calls == 1 ? Task.FromException<string?>(new TimeoutException()) : Found(wait),
            _time,
            Stop
        );

        Assert.Equal("result", result);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Run_gives_up_a_call_that_exceeds_its_wait_and_the_transit_time()
    {
        var silent = new TaskCompletionSource<string?>();
        var run = Poll.Run(wait => _waits.Count == 0 ? Silent(wait) : Found(wait), _time, Stop);

        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("result", await run);
        Assert.Equal([2, 6], _waits);

        Task<string?> Silent(TimeSpan wait)
        {
            _waits.Add(wait.TotalSeconds);
            return silent.Task;
        }
    }

    [Fact]
    public async Task Run_throws_what_the_grain_refuses() =>
        await Assert.ThrowsAsync<ConflictException>(() =>
            Poll.Run(_ => Task.FromException<string?>(new ConflictException("No.")), _time, Stop)
        );

    [Fact]
    public async Task Run_ends_when_the_caller_is_gone()
    {
        using var caller = new CancellationTokenSource();
        var run = Poll.Run(_ => new TaskCompletionSource<string?>().Task, _time, caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private Task<string?> NoResultAfter(TimeSpan wait)
    {
        _waits.Add(wait.TotalSeconds);
        _time.Advance(wait);
        return Task.FromResult<string?>(null);
    }

    private Task<string?> Found(TimeSpan wait)
    {
        _waits.Add(wait.TotalSeconds);
        return Task.FromResult<string?>("result");
    }
}
