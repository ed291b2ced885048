using YudaiV3.Api.Web;

namespace YudaiV3.Api.Hosting;

/// <summary>Lets a request through to the grains only when the client has met the cluster: before that it does not even know them.</summary>
internal sealed class DemandCluster(IServiceProvider services) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Check(services);
        return next(context);
    }

    /// <exception cref="NotReadyException">The client has not met the cluster.</exception>
    public static void Check(IServiceProvider services)
    {
        if (services.GetService<ClusterConnection>() is { WasMade: false })
            throw new NotReadyException("The service is starting. Try again in a moment.");
    }
}
