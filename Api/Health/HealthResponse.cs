using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace YudaiV3.Api.Health;

/// <summary>The body of <c>GET /health</c>.</summary>
internal sealed record HealthResponse(HealthChecksResponse Checks)
{
    private const string Healthy = "healthy";
    private const string Unhealthy = "unhealthy";

    [JsonIgnore]
    public bool IsHealthy => Checks is { Cluster.Status: Healthy, Database.Status: Healthy };

    public string Status => IsHealthy ? Healthy : Unhealthy;
    public string Service { get; } = "yudai-v3-backend";
    public bool Api { get; } = true;

    /// <summary>Live updates come from the cluster.</summary>
    public bool Realtime => Checks.Cluster.Status == Healthy;

    public static HealthResponse From(HealthReport report) =>
        new(
            new HealthChecksResponse(
                From(report.Entries[ClusterHealthCheck.Name]),
                From(report.Entries[DatabaseHealthCheck.Name])
            )
        );

    private static HealthCheckResponse From(HealthReportEntry entry) =>
        new(
            entry.Status == HealthStatus.Healthy ? Healthy : Unhealthy,
            Math.Round(entry.Duration.TotalMilliseconds, 1)
        );
}

/// <summary>What was checked.</summary>
internal sealed record HealthChecksResponse(HealthCheckResponse Cluster, HealthCheckResponse Database);

/// <param name="Milliseconds">How long the check took.</param>
internal sealed record HealthCheckResponse(string Status, double Milliseconds);

/// <summary>The body of <c>GET /health/live</c>.</summary>
internal sealed record LivenessResponse(string Status);
