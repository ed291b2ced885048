namespace YudaiV3.GitHub;

/// <summary>Lets writes through one by one, first come first served. Used by one grain only.</summary>
internal sealed class WriteQueue(TimeProvider time)
{
    private Task _last = Task.CompletedTask;

    public DateTimeOffset LastEnded { get; private set; }

    /// <param name="write">Is told until when it may wait.</param>
    /// <param name="tooLate">Whose turn has not come in time.</param>
    public async Task<T> InTurn<T>(
        TimeSpan patience,
        Func<DateTimeOffset, Task<T>> write,
        Func<T> tooLate,
        CancellationToken stop
    )
    {
        var deadline = time.GetUtcNow() + patience;
        var (before, turn) = (_last, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _last = turn.Task;
        try
        {
            if (!before.IsCompleted)
                await before.WaitAsync(patience, time, stop);
            var done = await write(deadline);
            LastEnded = time.GetUtcNow();
            return done;
        }
        catch (TimeoutException) when (!before.IsCompleted)
        {
            return tooLate();
        }
        finally
        {
            _ = Leave(before, turn); // who gave up must not let the next one pass those before
        }
    }

    private static async Task Leave(Task before, TaskCompletionSource turn)
    {
        await before;
        turn.SetResult();
    }
}
