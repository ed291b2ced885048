using System.Net.WebSockets;
using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class ClientCommandHandlerTests
{
    [Fact]
    public async Task Handle_keeps_the_order_of_messages_and_lets_a_stop_and_a_heartbeat_pass()
    {
        await using var node = await RealtimeNode.Start();
        var session = node.Session("chat");
        var gate = new TaskCompletionSource();
        session.Gate = gate.Task;
        using var client = await node.Open("chat", "&stream=true&since=0");
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
    public async Task Handle_of_a_refused_command_replies_with_an_error_that_names_the_message()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("chat", "&stream=true&since=0");
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
    public async Task Handle_of_a_message_beyond_the_limit_refuses_it_and_keeps_the_socket()
    {
        await using var node = await RealtimeNode.Start(null, ("RATE_LIMIT_CHAT", "1"));
        using var client = await node.Open("chat", "&stream=true&since=0");
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
    public async Task Handle_of_the_third_bad_frame_in_a_row_closes_with_1007()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("chat", "&stream=true&since=0");
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
    public async Task Handle_of_the_third_frame_that_is_too_large_closes_with_1009()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("chat", "&stream=true&since=0");
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

    private static void AssertError(JsonElement frame, string code, string? clientMessageId)
    {
        var data = frame.GetProperty("data");
        Assert.Equal(code, Text(data, "code"));
        Assert.Equal(Text(data, "message"), Text(data, "error"));
        Assert.Equal(clientMessageId, data.TryGetProperty("client_message_id", out var id) ? id.GetString() : null);
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}
