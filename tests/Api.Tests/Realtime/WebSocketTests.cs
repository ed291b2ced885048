using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>What goes over the wire once a client is let in.</summary>
public sealed class WebSocketTests
{
    [Fact]
    public async Task Frames_look_as_clients_expect_them()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("a b/ü");
        using var client = await node.Open("a b/ü", "&stream=true&since=0");
        await client.Send(new { type = "heartbeat" });
        var heartbeat = await client.Next("heartbeat");
        Assert.Equal(JsonValueKind.Null, heartbeat.GetProperty("seq").ValueKind);
        Assert.Equal(
            ["heartbeat", "timestamp"],
            heartbeat.GetProperty("data").EnumerateObject().Select(p => p.Name).Order()
        );
        session.Say("Hi \u2028 \"you\"");
        var message = await client.Next("message");
        Assert.Equal("Hi \u2028 \"you\"", message.GetProperty("data").GetProperty("message_text").GetString());
        Assert.Equal("a b/ü", message.GetProperty("session_id").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", message.GetProperty("timestamp").GetString());
        session.Keep(
            new ContextCard
            {
                Id = "c1",
                Title = "Card",
                Source = CardSource.Github,
            }
        );
        var card = (await client.Next("context_card")).GetProperty("data");
        Assert.Equal(
            ("add", "Card", "github", "Card"),
            (Text(card, "action"), Text(card, "title"), Text(card, "source"), Text(card.GetProperty("card"), "title"))
        );
    }

    [Fact]
    public async Task Sockets_of_a_session_share_one_observer_and_the_last_one_takes_it_away()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("talk");
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => node.Open("talk", n % 2 == 0 ? "&stream=true" : ""))
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
    public async Task Send_message_keeps_its_order_and_lets_a_stop_and_a_heartbeat_pass()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("talk");
        var gate = new TaskCompletionSource();
        session.Gate = gate.Task;
        using var client = await node.Open("talk", "&stream=true&since=0");
        for (var n = 0; n < 20; n++)
            await client.Send(
                new { type = "send_message", data = new { content = $"Message {n}", client_message_id = $"c{n}" } }
            );
        await client.Send(new { type = "stop" });
        await client.Next("agent_status");
        await client.Send(new { type = "HEARTBEAT" });
        await client.Next("heartbeat");
        Assert.Equal((1, 0), (session.Stops, session.Posts.Count));
        gate.SetResult();
        for (var n = 0; n < 20; n++)
            Assert.Equal(
                $"Message {n}",
                (await client.Next("message")).GetProperty("data").GetProperty("content").GetString()
            );
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_with_the_message_it_is_about()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("talk", "&stream=true&since=0");
        await client.Send(
            new
            {
                type = "send_message",
                content = "One",
                client_message_id = "c1",
            }
        );
        await client.Send(
            new
            {
                type = "send_message",
                content = "Two",
                client_message_id = "c1",
            }
        );
        AssertError(await client.Next("error"), "conflict", "c1");
        await client.Send(
            new
            {
                type = "send_message",
                content = " ",
                client_message_id = "c2",
            }
        );
        AssertError(await client.Next("error"), "invalid", "c2");
        await client.Send(new { type = "update_agent_status", data = new { type = "daifu", status = "idle" } });
        AssertError(await client.Next("error"), "invalid", null);
        await client.Send(new { type = "dance" });
        AssertError(await client.Next("error"), "unknown_type", null);
        await client.Send("[1]");
        AssertError(await client.Next("error"), "unknown_type", null);
        await client.Send(new { type = "update_agent_status", data = new { type = "coder", status = "processing" } });
        Assert.Equal("coder", Text((await client.Next("agent_status")).GetProperty("data"), "type"));
        await client.Send(new { type = "request_context" });
        await client.Next("session_update");
    }

    [Fact]
    public async Task Message_beyond_the_limit_is_refused_and_the_socket_stays()
    {
        await using var node = await RealtimeNode.Start(null, ("RATE_LIMIT_CHAT", "1"));
        using var client = await node.Open("talk", "&stream=true&since=0");
        await client.Send(
            new
            {
                type = "send_message",
                content = "One",
                client_message_id = "c1",
            }
        );
        await client.Send(
            new
            {
                type = "send_message",
                content = "Two",
                client_message_id = "c2",
            }
        );
        AssertError(await client.Next("error"), "too_many_requests", "c2");
        await client.Send(new { type = "heartbeat" });
        await client.Next("heartbeat");
    }

    [Fact]
    public async Task Third_bad_frame_in_a_row_closes_and_a_good_one_between_forgives()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("talk", "&stream=true&since=0");
        await client.Send("no json");
        await client.Send("x", WebSocketMessageType.Binary);
        await client.Send(new { type = "heartbeat" });
        await client.Send("no json");
        await client.Send("no json");
        for (var n = 0; n < 4; n++)
            AssertError(await client.Next("error"), "not_json", null);
        await client.Send("no json");
        AssertError(await client.Next("error"), "not_json", null);
        Assert.Equal(1007, await client.Closed());
    }

    [Fact]
    public async Task Frame_that_is_too_large_is_refused_without_being_kept_and_the_third_closes_with_1009()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("talk", "&stream=true&since=0");
        var head = """{"type":"heartbeat","pad":" """;
        await client.Send(head + new string('x', 65_536 - head.Length - 2) + "\"}");
        await client.Next("heartbeat");
        await client.Send(head + new string('x', 65_536 - head.Length - 1) + "\"}");
        AssertError(await client.Next("error"), "too_large", null);
        await client.Socket.SendAsync(new byte[200_000], WebSocketMessageType.Text, false, CancellationToken.None);
        AssertError(await client.Next("error"), "too_large", null);
        await client.Socket.SendAsync(new byte[1], WebSocketMessageType.Text, true, CancellationToken.None);
        await client.Send(new string('x', 100_000));
        AssertError(await client.Next("error"), "too_large", null);
        Assert.Equal(1009, await client.Closed());
    }

    [Fact]
    public async Task Shutdown_closes_every_socket_with_1012_at_once()
    {
        await using var node = await RealtimeNode.Start();
        var clients = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => node.Open($"talk{n % 3}", "&stream=true"))
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
    public async Task Client_that_stops_reading_is_closed_with_1013_and_comes_back_with_since()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("talk");
        using var client = await node.Open("talk", "&stream=true&since=0");
        session.Say("First");
        await client.Next("message");
        var text = new string('x', 9_000);
        for (var n = 2; n <= 4_000; n++)
            session.Say(text);
        var last = 1L;
        while (await client.Next() is { } frame)
            Assert.Equal(++last, frame.GetProperty("seq").GetInt64());
        Assert.Equal((WebSocketCloseStatus)1013, client.Socket.CloseStatus);
        Assert.InRange(last, 1, 3_999);
        using var again = await node.Open("talk", $"&stream=true&since={last}");
        while (last < 4_000)
            Assert.Equal(++last, (await again.Next("message")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Dead_peer_is_dropped()
    {
        await using var node = await RealtimeNode.Start(
            null,
            ("Realtime:PingInterval", "00:00:00.100"),
            ("Realtime:PingTimeout", "00:00:00.200")
        );
        using var peer = new TcpClient();
        var url = new Uri(node.Url);
        await peer.ConnectAsync(url.Host, url.Port);
        var stream = peer.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /daifu/sessions/talk/ws?token={node.Token()} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            )
        );
        using var read = new MemoryStream();
        await stream
            .CopyToAsync(read)
            .WaitAsync(TimeSpan.FromSeconds(60))
            .ContinueWith(ended => Assert.IsNotType<TimeoutException>(ended.Exception?.InnerException));
        Assert.StartsWith("HTTP/1.1 101 ", Encoding.ASCII.GetString(read.ToArray()), StringComparison.Ordinal);
        await node.Stop();
        Assert.Equal(0, node.Feeds.Count);
    }

    private static void AssertError(JsonElement frame, string code, string? clientMessageId)
    {
        var data = frame.GetProperty("data");
        Assert.Equal(code, Text(data, "code"));
        Assert.Equal(Text(data, "message"), Text(data, "error"));
        Assert.Equal(clientMessageId, data.TryGetProperty("client_message_id", out var id) ? id.GetString() : null);
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}
