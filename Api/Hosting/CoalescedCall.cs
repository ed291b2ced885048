namespace YudaiV3.Api.Hosting;

/// <summary>
/// Lets callers share a call: at most one runs and one waits. A caller never gets the result of a call that began
/// before its own, because that result may be older than what the caller knows.
/// </summary>
internal sealed class CoalescedCall<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _running;
    private Task<T>? _next;

    public Task<T> Run(Func<Task<T>> call)
    {
        lock (_lock)
        {
            if (_running is not { } running)
                return _running = Task.Run(() => Invoke(call));
            return _next ??= Task.Run(() => InvokeAfter(running, call));
        }
    }

    private async Task<T> InvokeAfter(Task previous, Func<Task<T>> call)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Invoke(call);
    }

    /// <summary>Drops the task when it is complete: its result may be large, and no later caller gets it.</summary>
    private async Task<T> Invoke(Func<Task<T>> call)
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
