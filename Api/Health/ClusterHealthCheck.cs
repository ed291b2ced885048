using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace YudaiV3.Api.Health;

/// <summary>Asks any silo for the active silos: a call of the kind that every request makes.</summary>
internal sealed class ClusterHealthCheck(IGrainFactory grains) : IHealthCheck
{
    public const string Name = "cluster";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var active = await grains
            .GetGrain<IManagementGrain>(0)
            .GetHosts(onlyActive: true, cancellationToken)
            .WaitAsync(cancellationToken);
        return active.Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("No silo is active.");
    }
}
