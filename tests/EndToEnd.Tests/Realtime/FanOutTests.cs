using System.Collections.Immutable;
using YudaiV3.EndToEnd.Tests.Chat;

namespace YudaiV3.EndToEnd.Tests.Realtime;

/// <summary>One session with many sockets on several nodes.</summary>
public sealed class FanOutTests(Shared shared)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Send_from_many_clients_reaches_all_sockets_of_all_nodes_once_in_one_order()
    {
        var clients = await shared.SignIn("fan-out");
        var session = await clients[0].Open("fan-out");
        var sockets = await Sockets(clients, session, 30);

        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(n => ChatClient.Deliver(clients, session, $"message {n}", $"id-{n}"))
        );
        await AllAnswered(clients[0], session, 200);

        await AssertSame(sockets, clients[0], session, 200);
        Assert.True(sockets.All(socket => !socket.Deltas.IsEmpty));
    }

    [Fact]
    public async Task Reconnect_to_any_node_after_a_random_cut_misses_nothing()
    {
        const int cuts = 200;
        var random = new Random(20_261);
        var clients = await shared.SignIn("cuts");
        var session = await clients[0].Open("cuts");
        var sockets = await Sockets(clients, session, 10);

        var remaining = cuts;
        var sending = Task.Run(async () =>
        {
            for (var n = 0; Volatile.Read(ref remaining) > 0 || n < 60; n++)
                await ChatClient.Deliver(clients, session, $"message {n}", $"id-{n}");
        });
        for (; remaining > 0; Interlocked.Decrement(ref remaining))
        {
            var socket = sockets[random.Next(sockets.Length)];
            await socket.Cut();
            await socket.Connect(shared.Cluster.Apis[random.Next(shared.Cluster.Apis.Length)].Url);
        }
        await sending;
        var sent = (await clients[0].Messages(session)).Count(message => message.Role() == "user");
        await AllAnswered(clients[0], session, sent);
        await AssertSame(sockets, clients[0], session, sent);
    }

    private async Task<ImmutableArray<LiveSocket>> Sockets(
        ImmutableArray<HttpClient> clients,
        string session,
        int count
    )
    {
        var sockets = Enumerable
            .Range(0, count)
            .Select(n => new LiveSocket(
                session,
                clients[n % clients.Length].DefaultRequestHeaders.Authorization!.Parameter!
            ))
            .ToImmutableArray();
        await Task.WhenAll(
            sockets.Select((socket, n) => socket.Connect(shared.Cluster.Apis[n % shared.Cluster.Apis.Length].Url))
        );
        return sockets;
    }

    private static Task AllAnswered(HttpClient client, string session, int questions) =>
        Eventually.True(
            async () => (await client.Messages(session)).Count(message => message.Role() == "assistant") == questions,
            Timeout,
            () => $"{questions} answers are written"
        );

    private static async Task AssertSame(
        ImmutableArray<LiveSocket> sockets,
        HttpClient client,
        string session,
        int questions
    )
    {
        var messages = await client.Messages(session);
        Assert.Equal(
            questions,
            messages.Where(message => message.Role() == "user").Select(message => message.Content()).Distinct().Count()
        );
        Assert.Equal(2 * questions, messages.Count);
        foreach (var socket in sockets)
        {
            await Eventually.True(
                () => Task.FromResult(socket.Events.Count >= 2 * questions),
                Timeout,
                () => $"a socket has all events; it has {socket.Events.Count}"
            );
            Assert.Equal(
                Enumerable.Range(1, 2 * questions).Select(n => socket.From + n),
                socket.Events.Select(liveEvent => liveEvent.Seq)
            );
            Assert.Equal(
                messages.Select(message => message.Content()),
                socket.Events.Select(liveEvent => liveEvent.Content)
            );
            await socket.DisposeAsync();
        }
    }
}
