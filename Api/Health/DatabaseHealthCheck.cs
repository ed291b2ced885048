using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Health;

/// <summary>Sends PostgreSQL the smallest query, over a connection of its own.</summary>
internal sealed class DatabaseHealthCheck(IConfiguration configuration) : IHealthCheck, IAsyncDisposable
{
    public const string Name = "database";

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        DatabaseUrl.From(configuration).For("yudai-api health", connections: 1)
    );

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        // Npgsql may need longer than the time limit to cancel a query.
        await Query(cancellationToken).WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task Query(CancellationToken cancellationToken)
    {
        await using var query = _database.CreateCommand("SELECT 1");
        await query.ExecuteScalarAsync(cancellationToken);
    }
}
