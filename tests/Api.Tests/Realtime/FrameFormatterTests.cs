using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class FrameFormatterTests
{
    [Fact]
    public async Task Frames_have_the_documented_shape()
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
        session.AddMessage("Hi \u2028 \"you\"");
        var message = await client.Next("message");
        Assert.Equal("Hi \u2028 \"you\"", message.GetProperty("data").GetProperty("message_text").GetString());
        Assert.Equal("a b/ü", message.GetProperty("session_id").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", message.GetProperty("timestamp").GetString());
        session.AddCard(
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

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}
