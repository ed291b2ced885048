using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Several nodes with real sessions: every client receives the same events, whatever happens to connections and silos.
/// </summary>
public sealed class LiveClusterTests
{
    private const int Messages = 200;

    [Fact]
    public async Task Send_of_200_messages_reaches_30_sockets_on_3_nodes_and_a_late_one_alike()
    {
        await using var cluster = await LiveCluster.Start(silos: 2, nodes: 3);
        await cluster.NewSession(7, "chat");
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(n => cluster.Node(n).Open("chat", "&stream=true&since=0"))
        );
        var receiving = clients.Select(client => ReceiveMessages(client, 2 * Messages)).ToArray();
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
        var received = await Task.WhenAll(receiving);
        Assert.Equal(Enumerable.Range(1, 2 * Messages).Select(n => (long)n), received[0].Select(e => e.Seq));
        Assert.All(received, other => Assert.Equal(received[0], other));
        using var late = await cluster.Node(1).Open("chat", "&stream=true&since=0");
        Assert.Equal(received[0], await ReceiveMessages(late, 2 * Messages));
        foreach (var client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task Reconnect_to_any_node_after_a_cut_misses_nothing()
    {
        await using var cluster = await LiveCluster.Start(silos: 2, nodes: 3);
        var session = await cluster.NewSession(7, "chat");
        var random = new Random(11);
        var sockets = Enumerable
            .Range(0, 8)
            .Select(n => ReceiveWithCuts(cluster, random.Next(), cuts: 25, until: 2 * Messages))
            .ToArray();
        for (var n = 0; n < Messages; n++)
            await session.Post(new NewMessage { Content = $"Message {n}", ClientMessageId = $"c{n}" });
        var received = await Task.WhenAll(sockets);
        Assert.All(received, one => Assert.Equal(Enumerable.Range(1, 2 * Messages).Select(n => (long)n), one));
    }

    [Fact]
    public async Task Answer_continues_after_its_silo_is_killed()
    {
        await using var cluster = await LiveCluster.Start(silos: 3, nodes: 1);
        var session = await cluster.NewSession(7, "chat");
        using var client = await cluster.Node(0).Open("chat", "&stream=true&since=0");
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

    /// <summary>Returns the first messages that a client receives, and checks that the timestamps rise.</summary>
    private static async Task<List<(long Seq, string Text, string Stamp)>> ReceiveMessages(
        SocketClient client,
        int count
    )
    {
        List<(long, string, string)> received = [];
        var last = "";
        while (received.Count < count)
        {
            var frame = await client.Next()
                ?? throw new InvalidOperationException($"Closed with {client.Socket.CloseStatus}.");
            var stamp = frame.GetProperty("timestamp").GetString()!;
            Assert.True(string.CompareOrdinal(last, stamp) < 0);
            last = stamp;
            if (frame.GetProperty("type").GetString() == "message")
                received.Add(
                    (
                        frame.GetProperty("seq").GetInt64(),
                        frame.GetProperty("data").GetProperty("content").GetString()!,
                        stamp
                    )
                );
            else
                Assert.Equal(JsonValueKind.Null, frame.GetProperty("seq").ValueKind);
        }
        return received;
    }

    /// <summary>Returns the events of a client that disconnects at random and reconnects to any node.</summary>
    private static async Task<List<long>> ReceiveWithCuts(LiveCluster cluster, int seed, int cuts, int until)
    {
        var random = new Random(seed);
        List<long> received = [];
        for (var cut = 0; received.Count < until; cut++)
        {
            using var client = await cluster.Node(random.Next(3)).Open("chat", $"&stream=true&since={received.Count}");
            var stay = cut < cuts ? random.Next(0, 30) : int.MaxValue;
            for (var n = 0; n < stay && received.Count < until; n++)
            {
                var frame = await client.Next()
                    ?? throw new InvalidOperationException($"Closed with {client.Socket.CloseStatus}.");
                Assert.NotEqual("session_update", frame.GetProperty("type").GetString());
                if (frame.GetProperty("seq").ValueKind == JsonValueKind.Number)
                    received.Add(frame.GetProperty("seq").GetInt64());
            }
            client.Socket.Abort();
        }
        return received;
    }
}
