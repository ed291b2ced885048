using System.Text.Json.Serialization;

namespace YudaiV3.Api.Health;

/// <summary>The body of <c>GET /health</c>.</summary>
internal sealed record HealthResponse(HealthChecksResponse Checks)
{
    [JsonIgnore]
    public bool IsHealthy => Checks is { Cluster.Status: Healthy, Database.Status: Healthy };

    public const string Healthy = "healthy";
    public const string Unhealthy = "unhealthy";

    public string Status => IsHealthy ? Healthy : Unhealthy;
    public string Service { get; } = "yudai-v3-backend";
    public bool Api { get; } = true;

    /// <summary>Live updates come from the cluster.</summary>
    public bool Realtime => Checks.Cluster.Status == Healthy;
}

/// <summary>What was looked at.</summary>
internal sealed record HealthChecksResponse(HealthCheckResponse Cluster, HealthCheckResponse Database);

/// <param name="Milliseconds">How long the check took.</param>
internal sealed record HealthCheckResponse(string Status, double Milliseconds);
