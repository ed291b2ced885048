using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace YudaiV3.Silo.Health;

/// <summary>
/// <c>/health</c> says whether the silo serves grains, <c>/health/live</c> whether its process runs. Both need no
/// token: the response contains only the status.
/// </summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health");
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        return routes;
    }
}
