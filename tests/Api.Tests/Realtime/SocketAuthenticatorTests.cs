using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace YudaiV3.Api.Realtime;

public sealed class SocketAuthenticatorTests
{
    [Fact]
    public async Task Authenticate_accepts_a_token_in_the_query_the_header_and_the_subprotocol()
    {
        await using var node = await RealtimeNode.Start();
        using var byQuery = await node.Open("chat");
        using var byHeader = await SocketClient.Open(node.Socket("chat"), options =>
            options.SetRequestHeader("Authorization", $"Bearer {node.Token()}")
        );
        using var byProtocol = await SocketClient.Open(node.Socket("chat", "?token=stale"), options =>
        {
            options.AddSubProtocol("bearer");
            options.AddSubProtocol(node.Token());
        });
        foreach (var client in new[] { byQuery, byHeader, byProtocol })
            await client.Next("session_update");
        Assert.Equal("bearer", byProtocol.Socket.SubProtocol);
        Assert.Null(byQuery.Socket.SubProtocol);
    }

    [Fact]
    public async Task Authenticate_accepts_a_ticket_once_and_only_for_its_session()
    {
        await using var node = await RealtimeNode.Start();
        var ticket = await IssueTicket(node, "chat");
        using var elsewhere = await SocketClient.Open(node.Socket("other", $"?ticket={ticket}"));
        Assert.Equal(4401, await elsewhere.Closed());
        using var first = await SocketClient.Open(node.Socket("chat", $"?ticket={ticket}"));
        await first.Next("session_update");
        using var second = await SocketClient.Open(node.Socket("chat", $"?ticket={ticket}"));
        Assert.Equal(4401, await second.Closed());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("?ticket=7.x.AAAA")]
    [InlineData("?ticket=..")]
    [InlineData("?ticket=7.made-up")]
    public async Task Authenticate_without_valid_credentials_closes_with_4401_and_calls_no_session(string query)
    {
        await using var node = await RealtimeNode.Start();
        node.Session("chat").IsUnreachable = true;
        using var client = await SocketClient.Open(node.Socket("chat", query));
        Assert.Equal(4401, await client.Closed());
        Assert.Equal(0, node.Session("chat").Subscriptions);
    }

    [Fact]
    public async Task Authenticate_logs_no_token_and_no_ticket_at_any_level()
    {
        await using var node = await RealtimeNode.Start();
        var (token, ticket) = (node.Token(), await IssueTicket(node, "chat"));
        using var byQuery = await SocketClient.Open(node.Socket("chat", $"?token={token}"));
        using var byTicket = await SocketClient.Open(node.Socket("chat", $"?ticket={ticket}"));
        using var byProtocol = await SocketClient.Open(node.Socket("chat"), options =>
        {
            options.AddSubProtocol("bearer");
            options.AddSubProtocol(token);
        });
        using var refused = await SocketClient.Open(node.Socket("missing", $"?token={token}&ticket={ticket}"));
        foreach (var client in new[] { byQuery, byTicket, byProtocol })
            await client.Next("session_update");
        await refused.Closed();
        await node.Stop();
        Assert.True(node.Logs.Lines.Count > 20);
        Assert.DoesNotContain(node.Logs.Lines, line =>
            line.Contains(token, StringComparison.Ordinal) || line.Contains(ticket, StringComparison.Ordinal)
        );
    }

    private static async Task<string> IssueTicket(RealtimeNode node, string session)
    {
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", node.Token());
        using var response = await http.PostAsync($"/daifu/sessions/{session}/ws-ticket", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        return Uri.EscapeDataString(body.GetProperty("ticket").GetString()!);
    }
}
