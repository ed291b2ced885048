namespace YudaiV3.Api.Realtime;

public sealed class SharedCallTests
{
    [Fact]
    public async Task Run_while_a_call_is_under_way_shares_the_next_one()
    {
        var shared = new CoalescedCall<int>();
        var calls = 0;
        var gate = new TaskCompletionSource();
        async Task<int> Call()
        {
            await gate.Task;
            return Interlocked.Increment(ref calls);
        }

        var first = shared.Run(Call);
        var others = Enumerable.Range(0, 10).Select(_ => shared.Run(Call)).ToArray();
        gate.SetResult();
        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(others), n => Assert.Equal(2, n));
        Assert.Equal(3, await shared.Run(Call));
    }

    [Fact]
    public async Task Run_after_a_failed_call_calls_again()
    {
        var shared = new CoalescedCall<int>();
        var failing = shared.Run(() => Task.FromException<int>(new TimeoutException()));
        var next = shared.Run(() => Task.FromResult(1));
        await Assert.ThrowsAsync<TimeoutException>(() => failing);
        Assert.Equal(1, await next);
    }
}
