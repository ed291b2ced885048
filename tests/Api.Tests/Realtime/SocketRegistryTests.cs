using Microsoft.IdentityModel.JsonWebTokens;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SocketRegistryTests : SocketFixture
{
    [Fact]
    public async Task Close_of_a_login_closes_its_sockets_and_no_others()
    {
        await using var node = await RealtimeNode.Start();
        var (ended, other) = (node.Token(), node.Token());
        using var first = await SocketClient.Open(node.Socket("chat", $"?token={ended}"));
        using var second = await SocketClient.Open(node.Socket("else", $"?token={ended}"));
        using var third = await SocketClient.Open(node.Socket("chat", $"?token={other}&stream=true"));
        foreach (var client in new[] { first, second, third })
            await client.Next("session_update");
        node.Sockets.Close(7, new JsonWebToken(ended).GetClaim("sid").Value);
        Assert.Equal((4401, 4401), (await first.Closed(), await second.Closed()));
        await third.Send(new { type = "heartbeat" });
        await third.Next("heartbeat");
    }

    [Fact]
    public void Users_are_those_with_an_open_socket()
    {
        var registry = new SocketRegistry();
        var (first, second) = (new SendQueue(Feed, streaming: true), new SendQueue(Feed, streaming: true));
        var login = new WebSocketLogin { UserId = 7, TokenId = "a" };
        registry.Add(first, login);
        registry.Add(second, login);
        registry.Remove(first, login);
        Assert.Equal([7], registry.Users);
        registry.Remove(second, login);
        Assert.False(registry.HasAny(7));
    }
}
