namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Bounds how many bytes are under way at once. One takes, many give back. What is larger than all of it goes alone.
/// </summary>
internal sealed class ByteBudget(long most) : IDisposable
{
    private readonly SemaphoreSlim _given = new(0);
    private long _taken;

    public async Task Take(long bytes, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _taken) is > 0 and var taken && taken + bytes > most)
            await _given.WaitAsync(cancellationToken);
        Interlocked.Add(ref _taken, bytes);
    }

    public void Give(long bytes)
    {
        Interlocked.Add(ref _taken, -bytes);
        _given.Release();
    }

    public void Dispose() => _given.Dispose();
}
