using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace YudaiV3.Api.Health;

/// <summary>Registers the checks of <c>GET /health</c>.</summary>
internal static class HealthServiceCollectionExtensions
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(2);

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ClusterHealthCheck>().AddSingleton<DatabaseHealthCheck>();
        services
            .AddHealthChecks()
            .AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name, timeout: MaxDuration)
            .AddCheck<DatabaseHealthCheck>(DatabaseHealthCheck.Name, timeout: MaxDuration);
        services.AddSingleton<HealthReportCache>();

        // During an outage it would log an error every second; the response and the failing part say the same.
        services.AddLogging(logging => logging.AddFilter(typeof(HealthCheckService).Namespace, LogLevel.None));
    }
}
