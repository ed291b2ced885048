namespace YudaiV3.Api.Realtime;

/// <summary>
/// Lets callers share a call: at most one is under way and one waits for it. Nobody gets the answer of a call that began before they asked, as it may not know what they know.
/// </summary>
internal sealed class SharedCall<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _running, _next;

    public Task<T> Run(Func<Task<T>> call)
    {
        lock (_lock)
        {
            if (_running is not { IsCompleted: false } running)
                return _running = Task.Run(call);
            return _next ??= Task.Run(() => After(running, call));
        }
    }

    private async Task<T> After(Task before, Func<Task<T>> call)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            (_running, _next) = (_next, null);
        return await call();
    }
}
