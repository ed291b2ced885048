using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SessionFeedTests : SessionFeedFixture
{
    [Fact]
    public async Task Receive_serializes_a_frame_once_for_all_sockets()
    {
        List<RecordingSocket> sockets = [];
        for (var n = 0; n < 3; n++)
            sockets.Add(await Join(first: n == 0));
        Session.AddMessage("Perhaps replayed");
        foreach (var socket in sockets)
            await socket.Next();
        Session.AddMessage("Live");
        foreach (var socket in sockets)
            await socket.Next();
        Assert.Single(sockets.Select(socket => socket.LastSent).Distinct());
    }

    [Fact]
    public async Task Receive_of_a_second_attempt_sends_index_zero_even_if_its_beginning_was_missed()
    {
        var socket = await Join();
        Session.WriteDelta("a1", "First try", 0);
        Assert.Equal(("First try", 0), Delta(await socket.Next()));
        Session.WriteDelta("a1", "Second ", 0, publish: false);
        Session.WriteDelta("a1", "try ", 1, publish: false);
        Session.WriteDelta("a1", "works", 2);
        Assert.Equal(("Second try works", 0), Delta(await socket.Next()));
        Session.WriteDelta("a1", ".", 3);
        Assert.Equal((".", 3), Delta(await socket.Next()));
    }

    private static (string?, int) Delta(JsonElement frame) =>
        (
            frame.GetProperty("data").GetProperty("delta").GetString(),
            frame.GetProperty("data").GetProperty("index").GetInt32()
        );
}
