namespace YudaiV3.GitHub;

/// <summary>Runs writes one at a time, in the order of the calls. Used by one grain only.</summary>
internal sealed class WriteQueue(TimeProvider time)
{
    private Task _tail = Task.CompletedTask;

    public DateTimeOffset LastEnded { get; private set; }

    /// <param name="write">Receives the time until which it may wait.</param>
    /// <param name="onTimeout">Makes the result of a write that could not start in time.</param>
    public async Task<T> Enqueue<T>(
        TimeSpan patience,
        Func<DateTimeOffset, Task<T>> write,
        Func<T> onTimeout,
        CancellationToken stopping
    )
    {
        var deadline = time.GetUtcNow() + patience;
        var (previous, turn) = (_tail, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _tail = turn.Task;
        try
        {
            if (!previous.IsCompleted)
                await previous.WaitAsync(patience, time, stopping);
            var result = await write(deadline);
            LastEnded = time.GetUtcNow();
            return result;
        }
        catch (TimeoutException) when (!previous.IsCompleted)
        {
            return onTimeout();
        }
        finally
        {
            _ = CompleteInOrder(previous, turn); // A write that gives up must not let others overtake.
        }
    }

    private static async Task CompleteInOrder(Task previous, TaskCompletionSource turn)
    {
        await previous;
        turn.SetResult();
    }
}
