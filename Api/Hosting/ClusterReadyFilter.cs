using System.Threading.RateLimiting;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Refuses a request with 503 before the client has connected to the cluster, or while the node works on too many
/// requests.
/// </summary>
internal sealed class ClusterReadyFilter(IServiceProvider services, RequestConcurrencyLimiter limiter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Check(services);
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<LongPollMetadata>() is not null)
            return await next(context);
        using RateLimitLease lease = limiter.TryAcquire();
        return await next(context);
    }

    /// <exception cref="NotReadyException">The client has not connected to the cluster yet.</exception>
    public static void Check(IServiceProvider services)
    {
        if (services.GetService<ClusterConnection>() is { HasConnected: false })
            throw new NotReadyException("The service is starting. Try again in a moment.");
    }
}
