using Microsoft.Extensions.Diagnostics.HealthChecks;
using YudaiV3.Api.Tests;

namespace YudaiV3.Api.Health;

public sealed class ClusterHealthCheckTests(GrainCluster cluster)
{
    [Fact]
    public async Task Check_with_an_active_silo_is_healthy()
    {
        var check = new ClusterHealthCheck(cluster.Client);
        var result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, result.Status);
    }
}
