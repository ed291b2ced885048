using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace YudaiV3.Silo.Tests.Hosting;

public sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("DATABASE_URL", "")]
    [InlineData("DATABASE_URL", "mysql://u:hunter2@h/d")]
    [InlineData("DASHBOARD_URL", "http://example.org:8081")]
    [InlineData("DASHBOARD_URL", "8081")]
    [InlineData("OPERATOR_TOKEN", "hunter2")]
    [InlineData("SILO_PORT", "seven")]
    [InlineData("SILO_ADDRESS", "0.0.0.0")]
    [InlineData("DATABASE_CONNECTIONS", "0")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    [InlineData("JWT_SECRET", "")]
    [InlineData("SECRET_KEY", "hunter2")]
    [InlineData("SECRET_KEY_PREVIOUS", "hunter2")]
    [InlineData("GITHUB_WEB_URL", "github.example")]
    [InlineData("GITHUB_API_URL", "https://u:hunter2@github.example")]
    public async Task Start_with_an_invalid_setting_ends_with_one_line_that_names_it(string variable, string value)
    {
        await using var silo = await SiloProcess.Start(
            ("DATABASE_URL", "postgresql://u@127.0.0.1:1/d"),
            (variable, value)
        );
        Assert.NotEqual(0, await silo.End(Patience));
        var line = Assert.Single(silo.Lines);
        Assert.StartsWith(variable + " ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_with_a_dashboard_address_in_use_ends_and_names_the_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var silo = await SiloProcess.Start(
            ("DATABASE_URL", await Postgres.NewDatabase()),
            ("DASHBOARD_URL", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}")
        );
        Assert.NotEqual(0, await silo.End(Patience));
        Assert.Contains(silo.Lines, line => line.StartsWith("DASHBOARD_URL ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silos_join_each_other_and_leave_the_cluster_when_they_stop()
    {
        var database = await Postgres.NewDatabase();
        await using var one = await SiloProcess.Start(("DATABASE_URL", database));
        await using var two = await SiloProcess.Start(("DATABASE_URL", database));
        await using var three = await SiloProcess.Start(("DATABASE_URL", database));
        // All silos searched for free ports at about the same time.
        var dashboards = await Task.WhenAll(one.Dashboard(), two.Dashboard(), three.Dashboard());
        Assert.Distinct(dashboards);
        Assert.Equal(3, await Active(database));

        one.Signal(PosixSignal.SIGTERM);
        two.Signal(PosixSignal.SIGINT);
        three.Signal(PosixSignal.SIGTERM);
        Assert.All(await Task.WhenAll(one.End(Patience), two.End(Patience), three.End(Patience)), code =>
            Assert.Equal(0, code)
        );
        Assert.Equal(0, await Active(database));
    }

    [Fact]
    public async Task Silo_after_all_others_were_killed_joins_soon()
    {
        var database = await Postgres.NewDatabase();
        await using (var one = await SiloProcess.Start(("DATABASE_URL", database)))
        await using (var two = await SiloProcess.Start(("DATABASE_URL", database)))
        {
            await Task.WhenAll(one.Dashboard(), two.Dashboard());
            await Task.WhenAll(one.Kill(), two.Kill());
        }
        await using var next = await SiloProcess.Start(("DATABASE_URL", database));
        await next.Dashboard().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await Active(database));
    }

    private static async Task<long> Active(string database)
    {
        await using var connection = await Postgres.Connect(database);
        await using var count = new Npgsql.NpgsqlCommand(
            "SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3",
            connection
        );
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
