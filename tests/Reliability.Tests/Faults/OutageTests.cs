using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>A cluster that cannot serve says so at once, and serves again as soon as it can.</summary>
public sealed class OutageTests(AvailabilityMonitor world, FigureReport figures) : IClassFixture<AvailabilityMonitor>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        AtOnce = TimeSpan.FromSeconds(3),
        Back = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Outages => ["PostgreSQL is away", "PostgreSQL hangs", "no silo is there"];

    [Theory, MemberData(nameof(Outages))]
    public async Task Request_while_nothing_can_serve_is_503_at_once_and_soon_served_again(string outage)
    {
        var (database, cluster) = (world.Database, world.Cluster);
        using var client = await Cluster.SignIn(cluster.Apis[0], "outage");
        Task<HttpResponseMessage> Send(HttpClient client, string when) => OutageTests.Send(client, $"{when}: {outage}");
        Assert.Equal(HttpStatusCode.OK, (await Send(client, "before")).StatusCode);

        await Begin(outage, database, cluster);
        var begun = Stopwatch.GetTimestamp();
        // The first ones may still be waiting for what is only just gone.
        await Eventually.True(
            async () => (await Send(client, "during")).StatusCode == HttpStatusCode.ServiceUnavailable,
            Patience,
            () => "it says that it cannot serve"
        );
        var first = Stopwatch.GetElapsedTime(begun);
        var slowest = TimeSpan.Zero;
        for (var n = 0; n < 2; n++)
            foreach (
                var ask in (Func<HttpClient, Task<HttpResponseMessage>>[])
                    [
                        client => Send(client, $"during {n}"),
                        client => client.GetAsync($"/daifu/sessions/fresh-{n}"),
                        client => client.GetAsync("/health"),
                    ]
            )
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await ask(client);
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
            }

        await End(outage, database, cluster);
        var back = Stopwatch.GetTimestamp();
        await Eventually.True(
            async () => (await Send(client, "after")).StatusCode == HttpStatusCode.OK,
            Patience,
            () => "it serves again"
        );
        var next = Stopwatch.GetElapsedTime(back);
        figures.Add(
            $"503 with `Retry-After` while {outage}",
            $"{slowest.TotalSeconds:0.00} s at the most; noticed after {first.TotalSeconds:0.0} s",
            $"< {AtOnce.TotalSeconds} s"
        );
        figures.Add($"served again after {outage}", $"{next.TotalSeconds:0.0} s", $"< {Back.TotalSeconds} s");
        Assert.True(slowest < AtOnce, $"{outage}: a 503 took {slowest}");
        Assert.True(next < Back, $"{outage}: the next acknowledgement took {next}");
    }

    private static Task Begin(string outage, Database database, Cluster cluster)
    {
        if (outage != "PostgreSQL hangs")
            return outage == "PostgreSQL is away" ? database.Stop() : cluster.Silos[^1].Kill();
        database.Freeze();
        return Task.CompletedTask;
    }

    private static Task End(string outage, Database database, Cluster cluster)
    {
        if (outage != "PostgreSQL hangs")
            return outage == "PostgreSQL is away" ? database.Start() : cluster.AddSilo();
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

/// <summary>One of each, whole again after each outage.</summary>
public sealed class AvailabilityMonitor : IAsyncLifetime
{
    internal Database Database { get; private set; } = null!;
    internal Cluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await Database.Make();
        Cluster = await Cluster.Start(1, 1, database: Database.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await Logs.Keep("outage", Cluster);
        await Cluster.DisposeAsync();
        await Database.DisposeAsync();
    }
}
