namespace YudaiV3.Api.Realtime;

/// <summary>
/// Repeats a grain call of a socket until a time limit. <c>GrainCallRetryFilter</c> alone is not enough: it stops after
/// 12 s, and during an outage it fails at once, so that an HTTP client gets a 503 and repeats the request. A socket has
/// no such answer. Its messages wait up to 30 s, and it is closed only after 8 s. Only for calls that may be repeated.
/// </summary>
internal static class GrainCallRetry
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The call failed on its way and was not refused. A call that the other side cancelled failed too: an activation
    /// that ends does that.
    /// </summary>
    public static bool IsFailure(Exception exception) =>
        exception is not (ConflictException or InvalidException or NotFoundException);

    /// <exception cref="TimeoutException">There was no result within <paramref name="timeout"/>.</exception>
    public static async Task<T> Run<T>(
        Func<Task<T>> call,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        TimeSpan left;
        while ((left = timeout - time.GetElapsedTime(started)) > Delay)
        {
            try
            {
                return await call().WaitAsync(left, time, cancellationToken);
            }
            catch (Exception exception)
                when (!cancellationToken.IsCancellationRequested
                    && IsFailure(exception)
                    && timeout - time.GetElapsedTime(started) > Delay
                )
            {
                await Task.Delay(Delay, time, cancellationToken);
            }
        }
        throw new TimeoutException();
    }
}
