namespace YudaiV3.Api.Realtime;

/// <summary>
/// Runs the work of a client in order, while its next frames are read. An idle queue holds no task and no list, because
/// most clients only receive.
/// </summary>
internal sealed class SerialWorkQueue(int maxWaiting)
{
    private readonly Lock _lock = new();
    private Queue<Func<Task>>? _waiting;

    /// <summary>False if the queue is full. Added work runs even if the client disconnects.</summary>
    public bool TryAdd(Func<Task> work)
    {
        lock (_lock)
        {
            if (_waiting is null)
                _ = Run(_waiting = new([work]));
            else if (_waiting.Count < maxWaiting)
                _waiting.Enqueue(work);
            else
                return false;
            return true;
        }
    }

    private async Task Run(Queue<Func<Task>> queue)
    {
        await Task.Yield(); // The caller holds the lock.
        while (Next(queue) is { } work)
            await work();
    }

    private Func<Task>? Next(Queue<Func<Task>> queue)
    {
        lock (_lock)
        {
            if (queue.TryDequeue(out var work))
                return work;
            _waiting = null;
            return null;
        }
    }
}
