using System.Net;
using System.Net.Http.Headers;
using YudaiV3.Api.Realtime;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>The end of a login, on every node at once.</summary>
public sealed class LogoutTests(GrainCluster cluster)
{
    [Fact]
    public async Task Logout_ends_this_login_on_every_node_and_no_other()
    {
        await using var nodes = await Nodes.Start(cluster, 3);
        var name = $"u{Guid.NewGuid():N}";
        var (ended, other) = (await nodes.SignIn(name), await nodes.SignIn(name));
        foreach (var node in nodes.All)
            Assert.Equal(
                (200, 200),
                (await Ask(node, "/auth/profile", ended), await Ask(node, "/auth/profile", other))
            );

        Assert.True(
            (await (await Send(nodes.All[0], HttpMethod.Post, "/auth/logout", ended)).Json())
                .GetProperty("success")
                .GetBoolean()
        );
        var asked = await Task.WhenAll(
            nodes.All.SelectMany(node =>
                (Task<int>[])[Ask(node, "/auth/profile", ended), Ask(node, "/auth/profile", other)]
            )
        );
        Assert.Equal([401, 200, 401, 200, 401, 200], asked);
        foreach (var node in nodes.All)
        {
            Assert.Equal(
                """{"authenticated":false}""",
                await (await Send(node, HttpMethod.Get, "/auth/status", ended)).Content.ReadAsStringAsync()
            );
            await (await Send(node, HttpMethod.Post, "/auth/refresh", ended)).IsProblem(401);
            Assert.Equal(200, await Ask(node, "/auth/config", ended));
        }
        await using var late = await Nodes.Start(cluster, 1);
        Assert.Equal(
            (401, 200),
            (await Ask(late.All[0], "/auth/profile", ended), await Ask(late.All[0], "/auth/profile", other))
        );
    }

    [Fact]
    public async Task Logout_closes_this_logins_sockets_on_every_node_and_no_others()
    {
        await using var nodes = await Nodes.Start(cluster, 3);
        var name = $"u{Guid.NewGuid():N}";
        var (ended, other) = (await nodes.SignIn(name), await nodes.SignIn(name));
        var session = (
            await (
                await Send(
                    nodes.All[0],
                    HttpMethod.Post,
                    "/daifu/sessions",
                    other,
                    """{"repo_owner":"octo","repo_name":"cat"}"""
                )
            ).Json()
        )
            .GetProperty("session_id")
            .GetString()!;
        var (ticket, unused) = (await Ticket(nodes.All[0], session, ended), await Ticket(nodes.All[0], session, ended));
        using var first = await SocketClient.Open(Socket(nodes.All[1], session, $"?token={ended}"));
        using var second = await SocketClient.Open(Socket(nodes.All[2], session, $"?token={ended}"));
        using var byTicket = await SocketClient.Open(Socket(nodes.All[2], session, $"?ticket={ticket}"));
        using var third = await SocketClient.Open(Socket(nodes.All[2], session, $"?token={other}&stream=true"));
        foreach (var client in (SocketClient[])[first, second, byTicket, third])
            await client.Next("session_update");

        Assert.Equal(200, (int)(await Send(nodes.All[0], HttpMethod.Post, "/auth/logout", ended)).StatusCode);
        Assert.All(await Task.WhenAll(first.Closed(), second.Closed(), byTicket.Closed()), code =>
            Assert.Equal(4401, code)
        );
        await third.Send(new { type = "heartbeat" });
        await third.Next("heartbeat");
        await using var late = await Nodes.Start(cluster, 2); // They have not heard of this user.
        foreach (
            var (node, query) in ((LocalApi, string)[])
                [
                    (nodes.All[1], $"?token={ended}"),
                    (late.All[0], $"?token={ended}"),
                    (late.All[1], $"?ticket={unused}"),
                ]
        )
        {
            using var back = await SocketClient.Open(Socket(node, session, query));
            Assert.Null(await back.Next());
            Assert.Equal(4401, (int?)back.Socket.CloseStatus);
        }
    }

    private static async Task<string> Ticket(LocalApi node, string session, string token) =>
        Uri.EscapeDataString(
            (await (await Send(node, HttpMethod.Post, $"/daifu/sessions/{session}/ws-ticket", token)).Json())
                .GetProperty("ticket")
                .GetString()!
        );

    private static async Task<int> Ask(LocalApi node, string path, string token) =>
        (int)(await Send(node, HttpMethod.Get, path, token)).StatusCode;

    private static async Task<HttpResponseMessage> Send(
        LocalApi node,
        HttpMethod method,
        string path,
        string token,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await node.Http.SendAsync(request);
    }

    private static Uri Socket(LocalApi node, string session, string query) =>
        new(
            $"{node.Http.BaseAddress!.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal)}daifu/sessions/{session}/ws{query}"
        );

    private sealed record Nodes(LocalApi[] All) : IAsyncDisposable
    {
        public static async Task<Nodes> Start(GrainCluster cluster, int count) =>
            new(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => LocalApi.Start(cluster))));

        /// <summary>A JWT of a login of its own.</summary>
        public async Task<string> SignIn(string name) =>
            (await (await All[0].Post("/auth/dev-login", $$"""{"username":"{{name}}"}""")).Json())
                .GetProperty("access_token")
                .GetString()!;

        public async ValueTask DisposeAsync()
        {
            foreach (var node in All)
                await node.DisposeAsync();
        }
    }
}
