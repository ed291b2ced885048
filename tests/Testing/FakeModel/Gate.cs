namespace YudaiV3.Testing;

/// <summary>Holds whoever comes to it until the test opens it.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody stands before the gate.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _opened.TrySetResult();

    internal async Task Pass(CancellationToken givenUp)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(givenUp);
    }
}
