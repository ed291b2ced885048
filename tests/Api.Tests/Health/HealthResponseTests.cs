using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Health;

public sealed class HealthResponseTests
{
    [Fact]
    public void From_writes_the_shape_that_clients_rely_on() =>
        Assert.Equal(
            "{\"checks\":{\"cluster\":{\"status\":\"healthy\",\"milliseconds\":1.3},"
                + "\"database\":{\"status\":\"healthy\",\"milliseconds\":2}},"
                + "\"status\":\"healthy\",\"service\":\"yudai-v3-backend\",\"api\":true,\"realtime\":true}",
            JsonSerializer.Serialize(Create(HealthStatus.Healthy, HealthStatus.Healthy), ApiJson.Options)
        );

    [Theory]
    [InlineData(HealthStatus.Healthy, HealthStatus.Healthy, true, true)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unhealthy, false, true)]
    [InlineData(HealthStatus.Unhealthy, HealthStatus.Healthy, false, false)]
    public void From_is_healthy_only_with_the_cluster_and_the_database(
        HealthStatus cluster,
        HealthStatus database,
        bool isHealthy,
        bool realtime
    )
    {
        var response = Create(cluster, database);
        Assert.Equal((isHealthy, realtime), (response.IsHealthy, response.Realtime));
        Assert.Equal(isHealthy ? "healthy" : "unhealthy", response.Status);
    }

    private static HealthResponse Create(HealthStatus cluster, HealthStatus database) =>
        HealthResponse.From(
            new HealthReport(
                new Dictionary<string, HealthReportEntry>
                {
                    [ClusterHealthCheck.Name] = Entry(cluster, 1.26),
                    [DatabaseHealthCheck.Name] = Entry(database, 2),
                },
                TimeSpan.Zero
            )
        );

    private static HealthReportEntry Entry(HealthStatus status, double milliseconds) =>
        new(status, null, TimeSpan.FromMilliseconds(milliseconds), null, null);
}
