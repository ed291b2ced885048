using System.Threading.RateLimiting;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Limits how many requests of a node call grains at the same time. Requests above the limit get 503 before they cost
/// anything, so that the others are served in time.
/// </summary>
internal sealed class RequestConcurrencyLimiter : IDisposable
{
    private const int MaxConcurrentRequests = 500;

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = MaxConcurrentRequests, QueueLimit = 0 });

    /// <summary>Takes a place for one request until the lease is disposed.</summary>
    /// <exception cref="NotReadyException">All places are taken.</exception>
    public RateLimitLease TryAcquire() =>
        _limiter.AttemptAcquire() is { IsAcquired: true } lease
            ? lease
            : throw new NotReadyException(
                "Too much is asked for at once. Nothing is lost: please send the same request again in a moment."
            );

    public void Dispose() => _limiter.Dispose();
}

/// <summary>
/// Marks a route whose requests wait for GitHub, a model or an ingest: the limit does not count them.
/// </summary>
internal sealed class LongPollMetadata;
