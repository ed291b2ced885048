using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>A cluster that cannot serve responds with 503 at once, and serves again soon after the outage.</summary>
public sealed class OutageTests(OutageFixture fixture, MeasurementReport report) : IClassFixture<OutageFixture>
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60),
        MaxResponseTime = TimeSpan.FromSeconds(3),
        MaxRecoveryTime = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Outages => ["PostgreSQL is stopped", "PostgreSQL hangs", "there is no silo"];

    [Theory, MemberData(nameof(Outages))]
    public async Task Request_during_an_outage_gets_503_at_once_and_succeeds_soon_afterwards(string outage)
    {
        var (database, cluster) = (fixture.Database, fixture.Cluster);
        using var client = await Cluster.SignIn(cluster.Apis[0], "outage");
        Task<HttpResponseMessage> Send(HttpClient client, string when) => OutageTests.Send(client, $"{when}: {outage}");
        Assert.Equal(HttpStatusCode.OK, (await Send(client, "before")).StatusCode);

        await Begin(outage, database, cluster);
        var start = Stopwatch.GetTimestamp();
        // The first requests may still wait for what has just stopped.
        await Eventually.True(
            async () => (await Send(client, "during")).StatusCode == HttpStatusCode.ServiceUnavailable,
            MaxWait,
            () => "the node responds with 503"
        );
        var first = Stopwatch.GetElapsedTime(start);
        var maxTime = TimeSpan.Zero;
        for (var n = 0; n < 2; n++)
            foreach (
                var send in (Func<HttpClient, Task<HttpResponseMessage>>[])
                    [
                        client => Send(client, $"during {n}"),
                        client => client.GetAsync($"/daifu/sessions/fresh-{n}"),
                        client => client.GetAsync("/health"),
                    ]
            )
            {
                var sentAt = Stopwatch.GetTimestamp();
                using var response = await send(client);
                maxTime = TimeSpan.FromTicks(Math.Max(maxTime.Ticks, Stopwatch.GetElapsedTime(sentAt).Ticks));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
                Assert.NotNull(response.Headers.RetryAfter);
            }

        await End(outage, database, cluster);
        var end = Stopwatch.GetTimestamp();
        await Eventually.True(
            async () => (await Send(client, "after")).StatusCode == HttpStatusCode.OK,
            MaxWait,
            () => "requests succeed again"
        );
        var next = Stopwatch.GetElapsedTime(end);
        report.Add(
            $"503 while {outage}: time to respond; first 503 after",
            $"{maxTime.TotalSeconds:0.00} s; {first.TotalSeconds:0.0} s",
            $"< {MaxResponseTime.TotalSeconds} s"
        );
        report.Add(
            $"time until requests succeed after the outage: {outage}",
            $"{next.TotalSeconds:0.0} s",
            $"< {MaxRecoveryTime.TotalSeconds} s"
        );
        Assert.True(maxTime < MaxResponseTime, $"{outage}: a 503 took {maxTime}");
        Assert.True(next < MaxRecoveryTime, $"{outage}: the next acknowledgement took {next}");
    }

    private static Task Begin(string outage, Database database, Cluster cluster)
    {
        if (outage != "PostgreSQL hangs")
            return outage == "PostgreSQL is stopped" ? database.Stop() : cluster.Silos[^1].Kill();
        database.Freeze();
        return Task.CompletedTask;
    }

    private static Task End(string outage, Database database, Cluster cluster)
    {
        if (outage != "PostgreSQL hangs")
            return outage == "PostgreSQL is stopped" ? database.Start() : cluster.AddSilo();
        database.Thaw();
        return Task.CompletedTask;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string content) =>
        client.PostAsJsonAsync(
            "/daifu/chat/daifu/v2",
            new
            {
                session_id = "outage",
                message = new { content },
                client_message_id = content,
            }
        );
}

/// <summary>One silo and one Api node with a database of their own.</summary>
public sealed class OutageFixture : IAsyncLifetime
{
    internal Database Database { get; private set; } = null!;
    internal Cluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await Database.Create();
        Cluster = await Cluster.Start(1, 1, database: Database.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await ClusterLogs.Save("outage", Cluster);
        await Cluster.DisposeAsync();
        await Database.DisposeAsync();
    }
}
