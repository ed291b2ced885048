using System.Net;
using Npgsql;
using YudaiV3.Silo.Tests.Hosting;

namespace YudaiV3.Silo.Tests.Health;

/// <summary>The health endpoints of a real silo, on the address of its dashboard.</summary>
public sealed class HealthEndpointsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Health_without_a_token_says_only_the_status_and_the_dashboard_stays_closed()
    {
        await using var silo = await SiloProcess.Start(("DATABASE_URL", await Postgres.NewDatabase()));
        using var client = new HttpClient { BaseAddress = await silo.Dashboard() };
        foreach (var path in (string[])["health", "health/live"])
        {
            using var response = await client.GetAsync(path);
            Assert.Equal(
                (HttpStatusCode.OK, "Healthy"),
                (response.StatusCode, await response.Content.ReadAsStringAsync())
            );
        }
        foreach (var path in (string[])["", "DashboardCounters", "health/DashboardCounters"])
            Assert.NotEqual(HttpStatusCode.OK, await Get(client, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(client, "DashboardCounters"));
    }

    [Fact]
    public async Task Health_while_the_database_is_closed_is_unavailable_and_the_process_is_alive()
    {
        var database = await Postgres.NewDatabase();
        await using var silo = await SiloProcess.Start(("DATABASE_URL", database));
        using var client = new HttpClient { BaseAddress = await silo.Dashboard() };
        Assert.Equal(HttpStatusCode.OK, await Get(client, "health"));

        var name = new Uri(database).AbsolutePath[1..];
        await using var admin = await Postgres.Connect(await Postgres.NewDatabase());
        await Execute(admin, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await Execute(admin, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Get(client, "health"));
        Assert.Equal(HttpStatusCode.OK, await Get(client, "health/live"));

        await Execute(admin, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        await Eventually.True(
            async () => await Get(client, "health") == HttpStatusCode.OK,
            Patience,
            () => "the silo stays unhealthy"
        );
    }

    private static async Task<HttpStatusCode> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
