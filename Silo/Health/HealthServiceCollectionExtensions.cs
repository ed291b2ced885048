using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Health;

/// <summary>Registers the health checks of a silo.</summary>
internal static class HealthServiceCollectionExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddHealth(this IServiceCollection services, DatabaseUrl database)
    {
        services.AddSingleton(_ => new DatabaseHealthCheck(
            NpgsqlDataSource.Create(database.For("yudai-silo health", connections: 1))
        ));
        services
            .AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", HealthStatus.Unhealthy, [], Timeout)
            .AddCheck<SiloHealthCheck>("silo", HealthStatus.Unhealthy, [], Timeout);
        return services;
    }
}
