using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Several nodes, real sessions: what every client hears is the same, whatever happens to connections and silos.
/// </summary>
public sealed class LiveClusterTests
{
    private const int Messages = 200;

    [Fact]
    public async Task Thirty_sockets_over_three_nodes_hear_two_hundred_sends_alike_and_a_late_one_reads_the_same()
    {
        await using var cluster = await LiveCluster.Start(silos: 2, nodes: 3);
        await cluster.NewSession(7, "talk");
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(n => cluster.Node(n).Open("talk", "&stream=true&since=0"))
        );
        var hearing = clients.Select(client => Hear(client, 2 * Messages)).ToArray();
        await Task.WhenAll(
            Enumerable
                .Range(0, Messages)
                .Select(n =>
                    clients[n % clients.Length]
                        .Send(
                            new
                            {
                                type = "send_message",
                                data = new { content = $"Message {n}", client_message_id = $"c{n}" },
                            }
                        )
                )
        );
        var heard = await Task.WhenAll(hearing);
        Assert.Equal(Enumerable.Range(1, 2 * Messages).Select(n => (long)n), heard[0].Select(e => e.Seq));
        Assert.All(heard, other => Assert.Equal(heard[0], other));
        using var late = await cluster.Node(1).Open("talk", "&stream=true&since=0");
        Assert.Equal(heard[0], await Hear(late, 2 * Messages));
        foreach (var client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task Sockets_that_are_cut_and_come_back_elsewhere_miss_nothing()
    {
        await using var cluster = await LiveCluster.Start(silos: 2, nodes: 3);
        var session = await cluster.NewSession(7, "talk");
        var random = new Random(11);
        var sockets = Enumerable
            .Range(0, 8)
            .Select(n => Wander(cluster, random.Next(), cuts: 25, until: 2 * Messages))
            .ToArray();
        for (var n = 0; n < Messages; n++)
            await session.Post(new NewMessage { Content = $"Message {n}", ClientMessageId = $"c{n}" });
        var heard = await Task.WhenAll(sockets);
        Assert.All(heard, one => Assert.Equal(Enumerable.Range(1, 2 * Messages).Select(n => (long)n), one));
    }

    [Fact]
    public async Task Answer_goes_on_when_the_silo_that_writes_it_is_killed()
    {
        await using var cluster = await LiveCluster.Start(silos: 3, nodes: 1);
        var session = await cluster.NewSession(7, "talk");
        using var client = await cluster.Node(0).Open("talk", "&stream=true&since=0");
        var script = cluster.Model.Script("killed");
        await client.Send(new { type = "send_message", content = "@killed" });
        script.Words.Writer.TryWrite("Half");
        Assert.Equal(1, (await client.Next("message")).GetProperty("seq").GetInt64());
        await client.Next("message_delta");
        var host = await cluster
            .Silos.Client.GetGrain<Orleans.Runtime.IManagementGrain>(0)
            .GetActivationAddress(session);
        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos.Single(silo => silo.SiloAddress.Equals(host)));
        script.Words.Writer.TryWrite(" and whole");
        script.Words.Writer.Complete();
        var answer = await client.Next("message");
        Assert.Equal(2, answer.GetProperty("seq").GetInt64());
    }

    /// <summary>What a client is told of the first events, each once and in order.</summary>
    private static async Task<List<(long Seq, string Text, string Stamp)>> Hear(SocketClient client, int count)
    {
        List<(long, string, string)> heard = [];
        var last = "";
        while (heard.Count < count)
        {
            var frame = await client.Next()
                ?? throw new InvalidOperationException($"Closed with {client.Socket.CloseStatus}.");
            var stamp = frame.GetProperty("timestamp").GetString()!;
            Assert.True(string.CompareOrdinal(last, stamp) < 0);
            last = stamp;
            if (frame.GetProperty("type").GetString() == "message")
                heard.Add(
                    (
                        frame.GetProperty("seq").GetInt64(),
                        frame.GetProperty("data").GetProperty("content").GetString()!,
                        stamp
                    )
                );
            else
                Assert.Equal(JsonValueKind.Null, frame.GetProperty("seq").ValueKind);
        }
        return heard;
    }

    /// <summary>A client that goes away at any moment and comes back to any node.</summary>
    private static async Task<List<long>> Wander(LiveCluster cluster, int seed, int cuts, int until)
    {
        var random = new Random(seed);
        List<long> heard = [];
        for (var cut = 0; heard.Count < until; cut++)
        {
            using var client = await cluster.Node(random.Next(3)).Open("talk", $"&stream=true&since={heard.Count}");
            var stay = cut < cuts ? random.Next(0, 30) : int.MaxValue;
            for (var n = 0; n < stay && heard.Count < until; n++)
            {
                var frame = await client.Next()
                    ?? throw new InvalidOperationException($"Closed with {client.Socket.CloseStatus}.");
                Assert.NotEqual("session_update", frame.GetProperty("type").GetString());
                if (frame.GetProperty("seq").ValueKind == JsonValueKind.Number)
                    heard.Add(frame.GetProperty("seq").GetInt64());
            }
            client.Socket.Abort();
        }
        return heard;
    }
}
