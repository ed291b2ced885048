using YudaiV3.Api.Tests;

namespace YudaiV3.Api.Health;

public sealed class HealthEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Health_without_a_database_is_503_in_its_own_shape()
    {
        await using var api = await LocalApi.Start(cluster);
        var response = await api.Get("/health");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var report = await response.Json();
        Assert.Equal("unhealthy", report.GetProperty("status").GetString());
        Assert.Equal("yudai-v3-backend", report.GetProperty("service").GetString());
        Assert.True(report.GetProperty("realtime").GetBoolean());
        var checks = report.GetProperty("checks");
        Assert.Equal("healthy", checks.GetProperty("cluster").GetProperty("status").GetString());
        Assert.Equal("unhealthy", checks.GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Live_without_a_database_is_200()
    {
        await using var api = await LocalApi.Start(cluster);
        var response = await api.Get("/health/live");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("alive", (await response.Json()).GetProperty("status").GetString());
    }
}
