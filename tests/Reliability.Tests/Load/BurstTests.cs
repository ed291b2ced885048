using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.Reliability.Tests.Crowd;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>More at once than can be served.</summary>
public sealed class BurstTests(FigureReport figures)
{
    private const int Sessions = 500,
        Each = 4;
    private static readonly int Burst = Length.IsLong ? 20 : 8,
        Bursts = Length.IsLong ? 8 : 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120),
        ComeAgain = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Burst_of_ten_times_what_can_be_served_is_refused_in_part_and_loses_nothing()
    {
        await using var cluster = await Cluster.Start(2, 2);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4_000 })
        {
            Timeout = Patience,
        };
        var tokens = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async n =>
                    (await Cluster.SignIn(cluster.Apis[n % 2], $"burst-{n}"))
                        .DefaultRequestHeaders
                        .Authorization!
                        .Parameter!
                )
        );
        string Token(int session) => tokens[session % tokens.Length];
        var turn = 0;
        Uri Node() => cluster.Apis[Interlocked.Increment(ref turn) & 1].Url;

        var counts = new ConcurrentDictionary<int, int>();
        async Task Deliver(int session, int n)
        {
            using var again = new PeriodicTimer(ComeAgain);
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node(), "/daifu/chat/daifu/v2"));
                request.Headers.Authorization = new("Bearer", Token(session));
                request.Content = JsonContent.Create(
                    new
                    {
                        session_id = $"burst-{session}",
                        message = new { content = $"message {n}" },
                        client_message_id = $"id-{n}",
                    }
                );
                using var answer = await http.SendAsync(request);
                counts.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                if (answer.IsSuccessStatusCode)
                    return;
                Assert.True(
                    (int)answer.StatusCode is 429 or 503 && answer.Headers.RetryAfter is not null,
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                );
                await again.WaitForNextTickAsync();
            }
        }

        foreach (var part in Enumerable.Range(0, Sessions).Chunk(50))
            await Task.WhenAll(part.Select(session => Deliver(session, 0)));
        var ears = Enumerable
            .Range(0, Sessions * Each)
            .Select(n => new SocketClient(Node, $"burst-{n % Sessions}", Token(n % Sessions)))
            .ToArray();
        foreach (var part in ears.Chunk(100))
        {
            foreach (var ear in part)
                ear.Open();
            await Eventually.True(
                () => Task.FromResult(part.All(ear => ear.Last >= 0)),
                Patience,
                () => "the sockets are open"
            );
        }

        var usages = new List<Usage> { await Usage.Of(cluster) };
        var took = TimeSpan.Zero;
        counts.Clear();
        for (var burst = 0; burst < Bursts; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                Enumerable
                    .Range(0, Sessions * Burst)
                    .Select(n => Deliver(n % Sessions, 1 + burst * Burst + n / Sessions))
            );
            took = Stopwatch.GetElapsedTime(start);
            var events = 2 * (1 + (burst + 1) * Burst);
            await Eventually.True(
                () => Task.FromResult(ears.All(ear => ear.Last == events)),
                Patience,
                () => $"every socket has seen all {events} events; {ears.Count(ear => ear.Last != events)} have not"
            );
            usages.Add(await Usage.Of(cluster));
        }
        Assert.All(ears, ear => Assert.Equal((0, 0, 0), (ear.Gaps, ear.Repeats, ear.Refusals)));
        Assert.Equal(Bursts * Sessions * Burst, counts[200]);
        var refused = counts.Where(count => count.Key != 200).Sum(count => count.Value);
        await Task.WhenAll(ears.Select(ear => ear.DisposeAsync().AsTask()));
        await Logs.Keep("burst", cluster);

        figures.Add(
            $"bursts of {Sessions * Burst:N0} messages at once, {ears.Length:N0} sockets open",
            string.Create(
                CultureInfo.InvariantCulture,
                $"all acknowledged once ({Sessions * Burst / took.TotalSeconds:0} a second), 0 seq gaps, {refused:N0} times 429 or 503, nothing else"
            ),
            "0 wrong"
        );
        figures.Add(
            "memory before, and after each burst",
            string.Join(
                " → ",
                usages.Select(usage => string.Create(CultureInfo.InvariantCulture, $"{usage.Memory:0} MB"))
            ),
            "no growth from burst to burst"
        );
        Assert.True(refused > 0, "nothing was refused: the burst was too small to prove anything");
        Assert.True(usages[^1].Memory < usages[1].Memory * 1.25 + 50, string.Join(" → ", usages));
    }
}
