using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>One user on several devices: what ends with a login, and what goes on.</summary>
public sealed class RevokedLoginTests(Shared shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Logout_closes_exactly_the_sockets_of_its_login_on_every_node()
    {
        var nodes = shared.Cluster.Apis;
        using var lost = await Cluster.SignIn(nodes[0], "mona");
        using var kept = await Cluster.SignIn(nodes[1], "mona");
        using var made = await kept.PostAsJsonAsync(
            "/daifu/sessions",
            new { repo_owner = "octocat", repo_name = "devices" }
        );
        var session = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_id").GetString()!;
        using ClientWebSocket first = await Open(nodes[0], session, lost),
            second = await Open(nodes[1], session, lost),
            other = await Open(nodes[2], session, kept);

        var closing = Task.WhenAll(Closed(first), Closed(second));
        using (var logout = await lost.PostAsync(new Uri(nodes[2].Url, "/auth/logout"), null))
            Assert.Equal(HttpStatusCode.OK, logout.StatusCode);
        var since = Stopwatch.StartNew();
        Assert.Equal([4401, 4401], await closing);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Both sockets were closed {since.ElapsedMilliseconds} ms after the logout was answered."
        );

        foreach (var node in nodes)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Profile(lost, node));
            Assert.Equal(HttpStatusCode.OK, await Profile(kept, node));
        }
        using (
            var sent = await kept.PostAsJsonAsync(
                "/daifu/chat/daifu/v2",
                new { session_id = session, message = new { content = "still here" } }
            )
        )
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        while (!(await Next(other)).Contains("still here", StringComparison.Ordinal)) { }
    }

    private static async Task<ClientWebSocket> Open(ApiNode node, string session, HttpClient client)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", client.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(
            new Uri($"ws://{node.Url.Authority}/daifu/sessions/{session}/ws?stream=true"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("session_update", await Next(socket), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<int?> Closed(ClientWebSocket socket)
    {
        while (socket.CloseStatus is null)
            await Next(socket);
        return (int?)socket.CloseStatus;
    }

    private static async Task<string> Next(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[1 << 16];
        using var frame = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            frame.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        return System.Text.Encoding.UTF8.GetString(frame.ToArray());
    }

    private static async Task<HttpStatusCode> Profile(HttpClient client, ApiNode node)
    {
        using var answer = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return answer.StatusCode;
    }
}
