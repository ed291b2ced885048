using System.Threading.RateLimiting;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Lets a request through to the grains only when the client has met the cluster, as before that it does not even know
/// them, and while there is room for it.
/// </summary>
internal sealed class ClusterReadyFilter(IServiceProvider services, RequestConcurrencyLimiter crowd) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Check(services);
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<LongPollMetadata>() is not null)
            return await next(context);
        using RateLimitLease room = crowd.TryAcquire();
        return await next(context);
    }

    /// <exception cref="NotReadyException">The client has not met the cluster.</exception>
    public static void Check(IServiceProvider services)
    {
        if (services.GetService<ClusterConnection>() is { WasMade: false })
            throw new NotReadyException("The service is starting. Try again in a moment.");
    }
}
