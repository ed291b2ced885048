namespace YudaiV3.Api.Realtime;

/// <summary>
/// Makes a call to the cluster again while silos come and go; only for calls that may safely be made again.
/// </summary>
internal static class GrainCallRetry
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether the call failed on its way, rather than being refused. A call that the other side cancelled has failed
    /// too: an activation that ends does that.
    /// </summary>
    public static bool IsFailure(Exception wrong) =>
        wrong is not (ConflictException or InvalidException or NotFoundException);

    /// <exception cref="TimeoutException">There was no answer within <paramref name="patience"/>.</exception>
    public static async Task<T> Persist<T>(
        this TimeProvider time,
        Func<Task<T>> call,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        TimeSpan left;
        while ((left = patience - time.GetElapsedTime(started)) > Pause)
        {
            try
            {
                return await call().WaitAsync(left, time, cancellationToken);
            }
            catch (Exception wrong)
                when (!cancellationToken.IsCancellationRequested
                    && IsFailure(wrong)
                    && patience - time.GetElapsedTime(started) > Pause
                )
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        throw new TimeoutException();
    }
}
