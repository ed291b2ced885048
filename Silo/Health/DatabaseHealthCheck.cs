using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace YudaiV3.Silo.Health;

/// <summary>Healthy if PostgreSQL answers a query. It has a pool of its own, so a busy silo stays healthy.</summary>
internal sealed class DatabaseHealthCheck(NpgsqlDataSource database) : IHealthCheck, IAsyncDisposable
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
