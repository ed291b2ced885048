namespace YudaiV3.Api.Hosting;

/// <summary>
/// Waits for a result of a grain in several short calls instead of one long call: when a silo stops in between, the
/// next call finds the grain on another silo.
/// </summary>
/// <remarks>
/// Rides over time-outs only. <see cref="GrainCallRetryFilter"/> has already repeated calls that failed otherwise.
/// </remarks>
internal sealed class LongPoll
{
    /// <summary>The time for all calls together.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>How long the grain may keep one call.</summary>
    public TimeSpan MaxCallWait { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long the grain may keep the first call.</summary>
    public TimeSpan FirstCallWait { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a reply may be on its way, on top of the wait in the grain.</summary>
    public required TimeSpan TransitTime { get; init; }

    /// <summary>Returns null when there is no result within <see cref="MaxWait"/>.</summary>
    /// <param name="call">
    /// Asks for the result and waits for it for the given time; null means not yet. It is safe to repeat.
    /// </param>
    public async Task<T?> Run<T>(
        Func<TimeSpan, Task<T?>> call,
        TimeProvider time,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        var start = time.GetTimestamp();
        var wait = FirstCallWait;
        while (MaxWait - TransitTime - time.GetElapsedTime(start) is var remaining && remaining > TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wait > remaining)
                wait = remaining;
            try
            {
                if (await call(wait).WaitAsync(wait + TransitTime, time, cancellationToken) is { } result)
                    return result;
            }
            catch (TimeoutException)
            {
                // The grain did not even reply that there is no result yet.
            }
            wait = MaxCallWait;
        }
        return null;
    }
}
