using System.Net;
using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

public sealed class RealtimeEndpointsTests
{
    [Fact]
    public async Task IssueTicket_without_a_login_is_401()
    {
        await using var node = await RealtimeNode.Start();
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await http.PostAsync("/daifu/sessions/chat/ws-ticket", null)).StatusCode
        );
    }

    [Fact]
    public async Task Open_of_a_missing_session_closes_with_4404_and_leaves_no_feed()
    {
        await using var node = await RealtimeNode.Start();
        using var client = await node.Open("missing");
        Assert.Equal(4404, await client.Closed());
        await node.Stop();
        Assert.Equal(
            (1, 0, 0),
            (
                node.Session("missing").Subscriptions,
                node.Session("missing").Opens,
                node.Session("missing").Unsubscriptions
            )
        );
        Assert.Equal(0, node.Feeds.Count);
    }

    [Fact]
    public async Task Open_reaches_only_the_sessions_of_the_login()
    {
        await using var node = await RealtimeNode.Start();
        node.Session("chat", 8).Exists = false;
        using var client = await node.Open("chat", user: 8);
        Assert.Equal(4404, await client.Closed());
        Assert.Equal(0, node.Session("chat").Subscriptions);
    }

    [Fact]
    public async Task Open_while_the_cluster_is_unreachable_closes_with_1013()
    {
        var time = new ObservedTime();
        await using var node = await RealtimeNode.Start(time);
        node.Session("chat").IsUnreachable = true;
        using var client = await node.Open("chat");
        await time.WaitForTimer(due => due == TimeSpan.FromSeconds(8));
        var closed = client.Closed();
        await time.WaitForTimer(due => due == TimeSpan.FromMilliseconds(500));
        time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1013, await closed);
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("own", true)]
    [InlineData("https://evil.test", false)]
    [InlineData("null", false)]
    public async Task Open_for_a_page_of_another_origin_is_403(string origin, bool allowed)
    {
        await using var node = await RealtimeNode.Start();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin == "own" ? node.Url : origin);
        var connecting = socket.ConnectAsync(node.Socket("chat", $"?token={node.Token()}"), CancellationToken.None);
        if (allowed)
            await connecting;
        else
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        Assert.Equal(allowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Open_without_a_WebSocket_is_400()
    {
        await using var node = await RealtimeNode.Start();
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        using var answer = await http.GetAsync("/daifu/sessions/chat/ws");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
    }
}
