using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Who is let in, and how the others are turned away.</summary>
public sealed class WebSocketLoginTests
{
    [Fact]
    public async Task Open_takes_a_token_from_the_query_the_header_and_the_subprotocol()
    {
        await using var node = await RealtimeNode.Start();
        using var byQuery = await node.Open("talk");
        using var byHeader = await SocketClient.Open(node.Socket("talk"), options =>
            options.SetRequestHeader("Authorization", $"Bearer {node.Token()}")
        );
        using var byProtocol = await SocketClient.Open(node.Socket("talk", "?token=stale"), options =>
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
    public async Task Open_with_a_ticket_works_once_for_its_session()
    {
        await using var node = await RealtimeNode.Start();
        var ticket = await Ticket(node, "talk");
        using var elsewhere = await SocketClient.Open(node.Socket("other", $"?ticket={ticket}"));
        Assert.Equal(4401, await elsewhere.Closed());
        using var first = await SocketClient.Open(node.Socket("talk", $"?ticket={ticket}"));
        await first.Next("session_update");
        using var second = await SocketClient.Open(node.Socket("talk", $"?ticket={ticket}"));
        Assert.Equal(4401, await second.Closed());
    }

    [Fact]
    public async Task Ticket_needs_a_login_and_a_session()
    {
        await using var node = await RealtimeNode.Start();
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await http.PostAsync("/daifu/sessions/talk/ws-ticket", null)).StatusCode
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("?ticket=7.x.AAAA")]
    [InlineData("?ticket=..")]
    [InlineData("?ticket=7.made-up")]
    public async Task Open_without_good_credentials_is_closed_with_4401_and_asks_no_session(string query)
    {
        await using var node = await RealtimeNode.Start();
        node.Session("talk").Unreachable = true;
        using var client = await SocketClient.Open(node.Socket("talk", query));
        Assert.Equal(4401, await client.Closed());
        Assert.Equal(0, node.Session("talk").Watches);
    }

    [Fact]
    public async Task Open_of_a_session_that_is_not_there_is_closed_with_4404_and_leaves_nothing()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("missing");
        Assert.Equal(4404, await client.Closed());
        await node.Stop();
        Assert.Equal(
            (1, 0, 0),
            (node.Session("missing").Watches, node.Session("missing").Opens, node.Session("missing").Unwatches)
        );
        Assert.Equal(0, node.Feeds.Count);
    }

    [Fact]
    public async Task Open_reaches_only_the_sessions_of_the_login()
    {
        await using var node = await RealtimeNode.Start();
        node.Session("talk", 8).Exists = false;
        using var client = await node.Open("talk", user: 8);
        Assert.Equal(4404, await client.Closed());
        Assert.Equal(0, node.Session("talk").Watches);
    }

    [Fact]
    public async Task Open_while_the_cluster_is_away_is_closed_with_1013()
    {
        var time = new ObservedTime();
        await using var node = await RealtimeNode.Start(time);
        node.Session("talk").Unreachable = true;
        using var client = await node.Open("talk");
        await time.Waiting(due => due == TimeSpan.FromSeconds(8));
        var closed = client.Closed();
        await time.Waiting(due => due == TimeSpan.FromMilliseconds(500));
        time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1013, await closed);
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("own", true)]
    [InlineData("https://evil.test", false)]
    [InlineData("null", false)]
    public async Task Open_for_a_page_of_another_origin_is_refused_before_it_is_accepted(string origin, bool allowed)
    {
        await using var node = await RealtimeNode.Start();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin == "own" ? node.Url : origin);
        var connecting = socket.ConnectAsync(node.Socket("talk", $"?token={node.Token()}"), CancellationToken.None);
        if (allowed)
            await connecting;
        else
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        Assert.Equal(allowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Get_that_is_no_websocket_is_told_so()
    {
        await using var node = await RealtimeNode.Start();
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        using var answer = await http.GetAsync("/daifu/sessions/talk/ws");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
    }

    [Fact]
    public async Task Open_socket_closes_with_4401_when_its_login_expires()
    {
        var time = new ObservedTime();
        await using var node = await RealtimeNode.Start(time);
        using var client = await node.Open("talk");
        await client.Next("session_update");
        time.Advance(TokenAge);
        Assert.Equal(4401, await client.Closed());
    }

    [Fact]
    public async Task End_of_a_login_closes_its_sockets_and_no_others()
    {
        await using var node = await RealtimeNode.Start();
        var (ended, other) = (node.Token(), node.Token());
        using var first = await SocketClient.Open(node.Socket("talk", $"?token={ended}"));
        using var second = await SocketClient.Open(node.Socket("else", $"?token={ended}"));
        using var third = await SocketClient.Open(node.Socket("talk", $"?token={other}&stream=true"));
        foreach (var client in new[] { first, second, third })
            await client.Next("session_update");
        node.Sockets.Close(7, new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(ended).Id);
        Assert.Equal((4401, 4401), (await first.Closed(), await second.Closed()));
        await third.Send(new { type = "heartbeat" });
        await third.Next("heartbeat");
    }

    [Fact]
    public async Task Socket_whose_login_ended_while_it_was_let_in_is_closed_with_4401()
    {
        await using var node = await RealtimeNode.Start(new ObservedTime()); // Nothing is asked anew later.
        ((FakeUser)(object)node.Grains.User(7)).Ended = ["gone"];
        Assert.True(await node.Logins.HasEnded(7, "gone"));
        using var socket = new RecordingSocket();
        var running = node.Connection.Run(
            socket,
            new WebSocketLogin
            {
                UserId = 7,
                TokenId = "gone",
                ExpiresAt = DateTimeOffset.MaxValue,
            },
            "talk",
            since: null,
            streaming: true
        );
        Assert.Equal(4401, await socket.Closed);
        await running;
    }

    [Fact]
    public async Task Nothing_that_is_logged_at_any_level_holds_a_token_or_a_ticket()
    {
        await using var node = await RealtimeNode.Start();
        var (token, ticket) = (node.Token(), await Ticket(node, "talk"));
        using var byQuery = await SocketClient.Open(node.Socket("talk", $"?token={token}"));
        using var byTicket = await SocketClient.Open(node.Socket("talk", $"?ticket={ticket}"));
        using var byProtocol = await SocketClient.Open(node.Socket("talk"), options =>
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

    private static TimeSpan TokenAge => Auth.JwtIssuer.Lifetime;

    private static async Task<string> Ticket(RealtimeNode node, string session)
    {
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", node.Token());
        using var answer = await http.PostAsync($"/daifu/sessions/{session}/ws-ticket", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
        return Uri.EscapeDataString(body.GetProperty("ticket").GetString()!);
    }
}
