using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>The logout of one login of a user who is signed in on several devices.</summary>
public sealed class RevokedLoginTests(Shared shared)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Logout_closes_exactly_the_sockets_of_its_login_on_every_node()
    {
        var nodes = shared.Cluster.Apis;
        using var revoked = await Cluster.SignIn(nodes[0], "mona");
        using var other = await Cluster.SignIn(nodes[1], "mona");
        using var created = await other.PostAsJsonAsync(
            "/daifu/sessions",
            new { repo_owner = "octocat", repo_name = "devices" }
        );
        var session = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_id").GetString()!;
        using ClientWebSocket first = await Open(nodes[0], session, revoked),
            second = await Open(nodes[1], session, revoked),
            otherSocket = await Open(nodes[2], session, other);

        var closing = Task.WhenAll(WaitForClose(first), WaitForClose(second));
        using (var logout = await revoked.PostAsync(new Uri(nodes[2].Url, "/auth/logout"), null))
            Assert.Equal(HttpStatusCode.OK, logout.StatusCode);
        var watch = Stopwatch.StartNew();
        Assert.Equal([4401, 4401], await closing);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Both sockets were closed {watch.ElapsedMilliseconds} ms after the response to the logout."
        );

        foreach (var node in nodes)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetProfile(revoked, node));
            Assert.Equal(HttpStatusCode.OK, await GetProfile(other, node));
        }
        using (
            var sent = await other.PostAsJsonAsync(
                "/daifu/chat/daifu/v2",
                new { session_id = session, message = new { content = "still here" } }
            )
        )
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        while (!(await Receive(otherSocket)).Contains("still here", StringComparison.Ordinal)) { }
    }

    private static async Task<ClientWebSocket> Open(ApiNode node, string session, HttpClient client)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", client.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(
            new Uri($"ws://{node.Url.Authority}/daifu/sessions/{session}/ws?stream=true"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("session_update", await Receive(socket), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<int?> WaitForClose(ClientWebSocket socket)
    {
        while (socket.CloseStatus is null)
            await Receive(socket);
        return (int?)socket.CloseStatus;
    }

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(MaxWait);
        var buffer = new byte[1 << 16];
        using var frame = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
            frame.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        return System.Text.Encoding.UTF8.GetString(frame.ToArray());
    }

    private static async Task<HttpStatusCode> GetProfile(HttpClient client, ApiNode node)
    {
        using var response = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return response.StatusCode;
    }
}
