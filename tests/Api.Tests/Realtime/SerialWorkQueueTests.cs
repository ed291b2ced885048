namespace YudaiV3.Api.Realtime;

public sealed class SerialWorkQueueTests
{
    private readonly SerialWorkQueue _queue = new(maxWaiting: 2);
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task TryAdd_runs_work_in_order_and_one_at_a_time()
    {
        List<int> order = [];
        var finished = new TaskCompletionSource();
        Assert.True(
            _queue.TryAdd(async () =>
            {
                await _gate.Task;
                order.Add(1);
            })
        );
        Assert.True(
            _queue.TryAdd(() =>
            {
                order.Add(2);
                finished.SetResult();
                return Task.CompletedTask;
            })
        );
        _gate.SetResult();
        await finished.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1, 2], order);
    }

    [Fact]
    public async Task TryAdd_to_a_full_queue_is_false()
    {
        var started = new TaskCompletionSource();
        Assert.True(
            _queue.TryAdd(() =>
            {
                started.SetResult();
                return _gate.Task;
            })
        );
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(_queue.TryAdd(() => Task.CompletedTask));
        Assert.True(_queue.TryAdd(() => Task.CompletedTask));
        Assert.False(_queue.TryAdd(() => Task.CompletedTask));
        _gate.SetResult();
    }
}
