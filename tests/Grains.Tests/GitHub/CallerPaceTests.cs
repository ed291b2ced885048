using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.GitHub;

public sealed class CallerPaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pause_that_was_named_stands_until_it_has_passed()
    {
        var pace = new RateLimitState()
            .PauseUntil(GitHubQuota.Core, Noon.AddSeconds(60))
            .PauseUntil(GitHubQuota.Core, Noon.AddSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Wait(GitHubQuota.Core, Noon));
        Assert.Equal(TimeSpan.Zero, pace.Wait(GitHubQuota.Search, Noon));
        Assert.Equal(TimeSpan.Zero, pace.Wait(GitHubQuota.Core, Noon.AddSeconds(60)));
    }

    [Fact]
    public void Secondary_limit_holds_for_everything_and_makes_writes_careful_for_an_hour()
    {
        var pace = new RateLimitState().PauseUntil(GitHubQuota.Everything, Noon.AddSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Wait(GitHubQuota.Search, Noon));
        var (after, hour) = (Noon.AddSeconds(61), Noon.AddHours(2));
        Assert.Equal(TimeSpan.FromSeconds(0.5), pace.WaitToWrite(after.AddSeconds(-0.5), after));
        Assert.Equal(TimeSpan.Zero, pace.WaitToWrite(hour.AddSeconds(-0.5), hour));
    }

    [Fact]
    public async Task Queue_lets_writes_through_in_order_and_who_gives_up_lets_nobody_pass()
    {
        var time = new FakeTimeProvider();
        var (queue, gate, done) = (new WriteQueue(time), new TaskCompletionSource(), new List<int>());
        var first = queue.InTurn(
            TimeSpan.FromMinutes(1),
            async _ =>
            {
                await gate.Task;
                done.Add(1);
                return 1;
            },
            () => -1,
            CancellationToken.None
        );
        var second = queue.InTurn(TimeSpan.FromSeconds(1), _ => Write(2), () => -2, CancellationToken.None);
        var third = queue.InTurn(TimeSpan.FromMinutes(1), _ => Write(3), () => -3, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(-2, await second);
        Assert.False(third.IsCompleted);
        gate.SetResult();
        Assert.Equal((1, 3), (await first, await third));
        Assert.Equal([1, 3], done);

        Task<int> Write(int number)
        {
            done.Add(number);
            return Task.FromResult(number);
        }
    }
}
