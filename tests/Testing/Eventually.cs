namespace YudaiV3.Testing;

/// <summary>Looks again until something is so, where nothing tells of it.</summary>
public static class Eventually
{
    public static async Task True(Func<Task<bool>> isSo, TimeSpan patience, Func<string> what)
    {
        using var end = new CancellationTokenSource(patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
            try
            {
                await again.WaitForNextTickAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {patience}: {what()}");
            }
    }
}
