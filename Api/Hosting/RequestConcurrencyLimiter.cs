using System.Threading.RateLimiting;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// How many requests a node has the grains work on at once: what comes beyond that is told to come again, before it
/// costs anything, and the rest is served in time.
/// </summary>
internal sealed class RequestConcurrencyLimiter : IDisposable
{
    private const int MaxConcurrentRequests = 500;

    private readonly ConcurrencyLimiter _room = new(new() { PermitLimit = MaxConcurrentRequests, QueueLimit = 0 });

    /// <summary>Room for one request, until it is given back.</summary>
    /// <exception cref="NotReadyException">There is none.</exception>
    public RateLimitLease TryAcquire() =>
        _room.AttemptAcquire() is { IsAcquired: true } room
            ? room
            : throw new NotReadyException(
                "Too much is asked for at once. Nothing is lost: please send the same request again in a moment."
            );

    public void Dispose() => _room.Dispose();
}

/// <summary>Marks a route whose requests wait for something outside: they take no room from the others.</summary>
internal sealed class LongPollMetadata;
