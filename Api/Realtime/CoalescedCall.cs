namespace YudaiV3.Api.Realtime;

/// <summary>
/// Lets callers share a call: at most one is under way and one waits for it. Nobody gets the answer of a call that
/// began before they asked, as it may not know what they know.
/// </summary>
internal sealed class CoalescedCall<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _running,
        _next;

    public Task<T> Run(Func<Task<T>> call)
    {
        lock (_lock)
        {
            if (_running is not { } running)
                return _running = Task.Run(() => Make(call));
            return _next ??= Task.Run(() => After(running, call));
        }
    }

    private async Task<T> After(Task before, Func<Task<T>> call)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Make(call);
    }

    /// <summary>
    /// Keeps nothing of an answer that was given: a snapshot may be large, and nobody who asks later gets it.
    /// </summary>
    private async Task<T> Make(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        finally
        {
            lock (_lock)
                (_running, _next) = (_next, null);
        }
    }
}
