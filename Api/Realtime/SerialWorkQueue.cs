namespace YudaiV3.Api.Realtime;

/// <summary>
/// Does what a client asks for one after another, beside the reading of its next frames. While nothing is asked for it
/// costs next to nothing: most clients only listen.
/// </summary>
internal sealed class SerialWorkQueue(int most)
{
    private readonly Lock _lock = new();
    private Queue<Func<Task>>? _waiting;

    /// <summary>False where too much is waiting. What was added is done, also when the client has gone.</summary>
    public bool TryAdd(Func<Task> work)
    {
        lock (_lock)
        {
            if (_waiting is null)
                _ = Run(_waiting = new([work]));
            else if (_waiting.Count < most)
                _waiting.Enqueue(work);
            else
                return false;
            return true;
        }
    }

    private async Task Run(Queue<Func<Task>> queue)
    {
        await Task.Yield(); // The lock is held.
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
