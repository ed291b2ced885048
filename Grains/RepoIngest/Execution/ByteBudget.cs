namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Bounds the number of bytes in flight. One caller takes, several give back. A larger item goes alone.
/// </summary>
internal sealed class ByteBudget(long maxBytes) : IDisposable
{
    private readonly SemaphoreSlim _given = new(0);
    private long _taken;

    public async Task Take(long bytes, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _taken) is > 0 and var taken && taken + bytes > maxBytes)
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
