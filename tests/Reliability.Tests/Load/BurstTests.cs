using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>More messages at the same time than the cluster can serve.</summary>
public sealed class BurstTests(MeasurementReport report)
{
    private const int Sessions = 500,
        SocketsPerSession = 4;
    private static readonly int MessagesPerSession = TestDuration.IsLong ? 20 : 8,
        Bursts = TestDuration.IsLong ? 8 : 4;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(120),
        RetryInterval = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Burst_above_capacity_is_refused_in_part_and_loses_nothing()
    {
        await using var cluster = await Cluster.Start(2, 2);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4_000 })
        {
            Timeout = MaxWait,
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
        var nextNode = 0;
        Uri Node() => cluster.Apis[Interlocked.Increment(ref nextNode) & 1].Url;

        var counts = new ConcurrentDictionary<int, int>();
        async Task Deliver(int session, int n)
        {
            using var timer = new PeriodicTimer(RetryInterval);
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
                using var response = await http.SendAsync(request);
                counts.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
                if (response.IsSuccessStatusCode)
                    return;
                Assert.True(
                    (int)response.StatusCode is 429 or 503 && response.Headers.RetryAfter is not null,
                    $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
                );
                await timer.WaitForNextTickAsync();
            }
        }

        foreach (var part in Enumerable.Range(0, Sessions).Chunk(50))
            await Task.WhenAll(part.Select(session => Deliver(session, 0)));
        var sockets = Enumerable
            .Range(0, Sessions * SocketsPerSession)
            .Select(n => new SocketClient(Node, $"burst-{n % Sessions}", Token(n % Sessions)))
            .ToArray();
        foreach (var part in sockets.Chunk(100))
        {
            foreach (var socket in part)
                socket.Open();
            await Eventually.True(
                () => Task.FromResult(part.All(socket => socket.LastSeq >= 0)),
                MaxWait,
                () => "the sockets are connected"
            );
        }

        var usages = new List<Usage> { await Usage.Measure(cluster) };
        var time = TimeSpan.Zero;
        counts.Clear();
        for (var burst = 0; burst < Bursts; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                Enumerable
                    .Range(0, Sessions * MessagesPerSession)
                    .Select(n => Deliver(n % Sessions, 1 + burst * MessagesPerSession + n / Sessions))
            );
            time = Stopwatch.GetElapsedTime(start);
            var events = 2 * (1 + (burst + 1) * MessagesPerSession);
            await Eventually.True(
                () => Task.FromResult(sockets.All(socket => socket.LastSeq == events)),
                MaxWait,
                () =>
                    $"every socket receives {events} events; "
                    + $"{sockets.Count(socket => socket.LastSeq != events)} did not"
            );
            usages.Add(await Usage.Measure(cluster));
        }
        Assert.All(sockets, socket => Assert.Equal((0, 0, 0), (socket.Gaps, socket.Repeats, socket.Refusals)));
        Assert.Equal(Bursts * Sessions * MessagesPerSession, counts[200]);
        var refused = counts.Where(count => count.Key != 200).Sum(count => count.Value);
        await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        await ClusterLogs.Save("burst", cluster);

        report.Add(
            $"bursts of {Sessions * MessagesPerSession:N0} messages at once, {sockets.Length:N0} sockets",
            string.Create(
                CultureInfo.InvariantCulture,
                $"all acknowledged once ({Sessions * MessagesPerSession / time.TotalSeconds:0} a second), "
                    + $"0 seq gaps, {refused:N0} times 429 or 503, nothing else"
            ),
            "0 lost"
        );
        report.Add(
            "memory before the bursts and after each",
            string.Join(
                " → ",
                usages.Select(usage => string.Create(CultureInfo.InvariantCulture, $"{usage.Memory:0} MB"))
            ),
            "no growth from burst to burst"
        );
        Assert.True(refused > 0, "No request was refused: the burst was too small.");
        Assert.True(usages[^1].Memory < usages[1].Memory * 1.25 + 50, string.Join(" → ", usages));
    }
}
