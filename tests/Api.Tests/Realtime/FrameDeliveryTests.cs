using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class FrameDeliveryTests : SocketFixture
{
    [Fact]
    public async Task Send_after_lost_deltas_sends_all_missing_text()
    {
        Session.AddMessage("Question");
        var (socket, _) = Open(streaming: true, since: 1);
        await SettleFeed();
        Session.WriteDelta("a1", "One ", 0);
        AssertDelta(await socket.Next(), "One ", 0);
        Session.WriteDelta("a1", "two ", 1, publish: false);
        Session.WriteDelta("a1", "three", 2);
        AssertDelta(await socket.Next(), "two three", 2);
        Session.WriteDelta("a1", "Anew", 0);
        AssertDelta(await socket.Next(), "Anew", 0);
    }

    [Fact]
    public async Task Send_of_an_event_whose_timestamp_does_not_rise_sends_an_update()
    {
        var (socket, _) = Open(streaming: true, since: 0);
        await SettleFeed();
        Session.AddMessage("One");
        await socket.Next();
        await Feed.Receive([
            new EventFrame
            {
                At = DateTimeOffset.UnixEpoch,
                Event = Session.AddMessage("Two", publish: false) with { At = DateTimeOffset.UnixEpoch },
            },
        ]);
        var update = await socket.Next();
        Assert.Equal(("session_update", 2), (Type(update), Seq(update)));
        Session.AddMessage("Three");
        Assert.Equal(3, Seq(await socket.Next()));
    }

    [Fact]
    public async Task Send_of_more_than_twenty_waiting_frames_sends_one_update()
    {
        var (socket, _) = Open(streaming: false);
        var first = await socket.Next();
        for (var n = 0; n < 21; n++)
            Session.AddMessage($"Message {n}");
        await Advance(110);
        var update = await socket.Next();
        Assert.Equal(("session_update", 21), (Type(update), Seq(update)));
        Session.AddMessage("Another");
        await Advance(65);
        var next = await socket.Next();
        Assert.Equal(("message", 22), (Type(next), Seq(next)));
        AssertRising([first, update, next]);
    }

    [Fact]
    public async Task Send_of_heartbeats_does_not_delay_the_session_frames()
    {
        var (socket, queue) = Open(streaming: true);
        List<JsonElement> frames = [await socket.Next()];
        queue.Reply(stamp => Feed.Frames.Heartbeat(stamp, 0));
        queue.Reply(stamp => Feed.Frames.Heartbeat(stamp, 0));
        for (var n = 0; n < 3; n++)
            Session.AddMessage("x");
        frames.AddRange(await socket.Next(5));
        Assert.Equal([1, 2, 3], frames.Where(frame => Type(frame) == "message").Select(Seq));
        Assert.Equal(2, frames.Count(frame => Type(frame) == "heartbeat"));
        AssertRising(frames);
    }

    [Fact]
    public async Task Send_to_a_client_that_does_not_stream_leaves_out_deltas()
    {
        Session.AddMessage("Question");
        var (socket, _) = Open(streaming: false);
        await socket.Next();
        Session.WriteDelta("a1", "One", 0);
        Session.AddMessage("One", Speaker.Assistant, "a1");
        await Advance(110);
        Assert.Equal("message", Type(await socket.Next()));
    }
}
