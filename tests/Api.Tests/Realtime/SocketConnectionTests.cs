using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SocketConnectionTests
{
    [Fact]
    public async Task Run_of_several_sockets_shares_one_observer_until_the_last_one_leaves()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("chat");
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => node.Open("chat", n % 2 == 0 ? "&stream=true" : ""))
        );
        foreach (var client in clients)
            await client.Next("session_update");
        Assert.Equal((1, 1), (session.Observers, node.Feeds.Count));
        foreach (var client in clients)
        {
            await client.Leave();
            client.Dispose();
        }
        await node.Stop();
        Assert.Equal(0, node.Feeds.Count);
    }

    [Fact]
    public async Task Run_closes_with_4401_when_the_login_expires()
    {
        var time = new ObservedTime();
        await using var node = await RealtimeNode.Start(time);
        using var client = await node.Open("chat");
        await client.Next("session_update");
        time.Advance(TokenAge);
        Assert.Equal(4401, await client.Closed());
    }

    [Fact]
    public async Task Run_of_a_login_that_ended_after_the_check_closes_with_4401()
    {
        await using var node = await RealtimeNode.Start(new ObservedTime()); // The revocation is not renewed.
        ((FakeLogins)(object)node.Grains.UserLogins(7)).Ended = ["gone"];
        Assert.True(await node.Revocations.HasEnded(7, new LoginReference { Id = "gone" }));
        using var socket = new RecordingSocket();
        var running = node.Connection.Run(
            socket,
            new WebSocketLogin
            {
                UserId = 7,
                TokenId = "gone",
                ExpiresAt = DateTimeOffset.MaxValue,
            },
            "chat",
            since: null,
            streaming: true
        );
        Assert.Equal(4401, await socket.Closed);
        await running;
    }

    [Fact]
    public async Task Run_during_a_shutdown_closes_every_socket_with_1012()
    {
        await using var node = await RealtimeNode.Start();
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => node.Open($"chat{n % 3}", "&stream=true"))
        );
        foreach (var client in clients)
            await client.Next("session_update");
        var closed = clients.Select(client => client.Closed()).ToArray();
        var stopping = node.Stop().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.All(await Task.WhenAll(closed), code => Assert.Equal(1012, code));
        foreach (var client in clients)
            client.Dispose();
        await stopping;
    }

    [Fact]
    public async Task Run_closes_a_client_that_stops_reading_with_1013_and_since_finds_the_rest()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("chat");
        using var client = await node.Open("chat", "&stream=true&since=0");
        session.AddMessage("First");
        await client.Next("message");
        var text = new string('x', 9_000);
        for (var n = 2; n <= 4_000; n++)
            session.AddMessage(text);
        var last = 1L;
        while (await client.Next() is { } frame)
            Assert.Equal(++last, frame.GetProperty("seq").GetInt64());
        Assert.Equal((WebSocketCloseStatus)1013, client.Socket.CloseStatus);
        Assert.InRange(last, 1, 3_999);
        using var again = await node.Open("chat", $"&stream=true&since={last}");
        while (last < 4_000)
            Assert.Equal(++last, (await again.Next("message")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Run_of_an_ended_login_takes_no_message_while_its_peer_does_not_read()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("chat");
        var token = node.Token();
        using var client = await SocketClient.Open(node.Socket("chat", $"?token={token}&stream=true&since=0"));
        session.AddMessage("First");
        await client.Next("message");
        for (var n = 0; n < 900; n++) // More than the system sends ahead, and less than the queue holds.
            session.AddMessage(new string('x', 60_000));
        var gate = new TaskCompletionSource();
        session.Gate = gate.Task;
        await client.Send(Post("waits for the one before"));
        await client.Send(Post("waits in the queue"));
        await Eventually.True(
            () => Task.FromResult(session.Calls == 1),
            TimeSpan.FromSeconds(20),
            () => "no message arrived"
        );
        node.Sockets.Close(7, new JsonWebToken(token).GetClaim("sid").Value);
        gate.SetResult();
        await client.Send(Post("comes too late"));
        await Eventually.True(
            () => Task.FromResult(!node.Sockets.HasAny(7)),
            TimeSpan.FromSeconds(20),
            () => "the connection stays"
        );
        Assert.Equal(["waits for the one before"], session.Posts.Select(post => post.Content));

        static object Post(string content) => new { type = "send_message", content };
    }

    [Fact]
    public async Task Run_closes_a_client_that_reads_too_slowly_with_1013()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("chat");
        using var peer = await Connect(node, "&stream=true&since=0");
        var stream = peer.GetStream();
        using var read = new MemoryStream();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var buffer = new byte[10_000]; // 200 kB/s
        session.AddMessage("First");
        await ReadUntil(Encoding.UTF8.GetBytes("First"), buffer.AsMemory(0, 1));
        for (var n = 0; n < 4_000; n++)
            session.AddMessage(new string('x', 9_000));
        // The close frame: final, its length, its code in two bytes, its text.
        await ReadUntil(
            [
                0x88,
                (byte)(2 + CloseReason.TooSlow.Text.Length),
                1013 >> 8,
                1013 & 0xff,
                .. Encoding.UTF8.GetBytes(CloseReason.TooSlow.Text),
            ],
            buffer
        );

        async Task ReadUntil(byte[] end, Memory<byte> part)
        {
            while (!read.GetBuffer().AsSpan(0, (int)read.Length).EndsWith(end))
            {
                if (part.Length > 1)
                    await pace.WaitForNextTickAsync();
                var count = await stream.ReadAsync(part);
                Assert.NotEqual(0, count);
                read.Write(part.Span[..count]);
            }
        }
    }

    [Fact]
    public async Task Run_drops_a_peer_that_does_not_answer_pings()
    {
        await using var node = await RealtimeNode.Start(
            null,
            ("Realtime:PingInterval", "00:00:00.100"),
            ("Realtime:PingTimeout", "00:00:00.200")
        );
        using var peer = await Connect(node, "");
        using var read = new MemoryStream();
        await peer.GetStream()
            .CopyToAsync(read)
            .WaitAsync(TimeSpan.FromSeconds(60))
            .ContinueWith(ended => Assert.IsNotType<TimeoutException>(ended.Exception?.InnerException));
        Assert.StartsWith("HTTP/1.1 101 ", Encoding.ASCII.GetString(read.ToArray()), StringComparison.Ordinal);
        await node.Stop();
        Assert.Equal(0, node.Feeds.Count);
    }

    /// <summary>A client that answers neither pings nor close frames.</summary>
    private static async Task<TcpClient> Connect(RealtimeNode node, string query)
    {
        var url = new Uri(node.Url);
        var peer = new TcpClient();
        await peer.ConnectAsync(url.Host, url.Port);
        await peer.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /daifu/sessions/chat/ws?token={node.Token()}{query} HTTP/1.1\r\nHost: {url.Authority}\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
                )
            );
        return peer;
    }

    private static TimeSpan TokenAge => Auth.JwtIssuer.Lifetime;
}
