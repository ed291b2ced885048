using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace YudaiV3.Api.Health;

public sealed class DatabaseHealthCheckTests
{
    [Fact]
    public async Task Check_ends_at_its_time_limit_when_the_database_is_silent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("DATABASE_URL", $"postgresql://nobody@127.0.0.1:{port}/none")])
            .Build();
        await using var check = new DatabaseHealthCheck(configuration);
        using var limit = new CancellationTokenSource();
        var result = check.CheckHealthAsync(new HealthCheckContext(), limit.Token);
        using var connection = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
    }
}
