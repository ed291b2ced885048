using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

public sealed class OfflineChatClientTests
{
    [Fact]
    public async Task GetStreamingResponse_without_a_session_streams_word_by_word()
    {
        using var client = new OfflineChatClient();
        var updates = await client.GetStreamingResponseAsync("Hello there").ToListAsync();
        Assert.True(updates.Count > 20);
        Assert.All(updates, update => Assert.Equal("offline-daifu", update.ModelId));
        Assert.Equal(
            (await client.GetResponseAsync("Hello there")).Text,
            string.Concat(updates.Select(update => update.Text))
        );
    }
}
