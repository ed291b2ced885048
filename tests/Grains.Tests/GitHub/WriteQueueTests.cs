using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.GitHub;

public sealed class WriteQueueTests
{
    [Fact]
    public async Task Enqueue_runs_writes_in_order_even_if_one_gives_up()
    {
        var time = new FakeTimeProvider();
        var (queue, gate, done) = (new WriteQueue(time), new TaskCompletionSource(), new List<int>());
        var first = queue.Enqueue(
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
        var second = queue.Enqueue(TimeSpan.FromSeconds(1), _ => Write(2), () => -2, CancellationToken.None);
        var third = queue.Enqueue(TimeSpan.FromMinutes(1), _ => Write(3), () => -3, CancellationToken.None);
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
