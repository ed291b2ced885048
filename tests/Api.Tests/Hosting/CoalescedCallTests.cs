namespace YudaiV3.Api.Hosting;

public sealed class CoalescedCallTests
{
    [Fact]
    public async Task Run_during_a_call_shares_the_next_one()
    {
        var coalesced = new CoalescedCall<int>();
        var calls = 0;
        var gate = new TaskCompletionSource();
        async Task<int> Call()
        {
            await gate.Task;
            return Interlocked.Increment(ref calls);
        }

        var first = coalesced.Run(Call);
        var others = Enumerable.Range(0, 10).Select(_ => coalesced.Run(Call)).ToArray();
        gate.SetResult();
        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(others), n => Assert.Equal(2, n));
        Assert.Equal(3, await coalesced.Run(Call));
    }

    [Fact]
    public async Task Run_after_a_failed_call_calls_again()
    {
        var coalesced = new CoalescedCall<int>();
        var failing = coalesced.Run(() => Task.FromException<int>(new TimeoutException()));
        var next = coalesced.Run(() => Task.FromResult(1));
        await Assert.ThrowsAsync<TimeoutException>(() => failing);
        Assert.Equal(1, await next);
    }
}
