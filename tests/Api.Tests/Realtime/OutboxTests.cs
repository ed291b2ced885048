using System.Text.Json;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class OutboxTests : OutboxFixture
{
    [Fact]
    public async Task Begin_without_since_sends_the_state_and_then_what_comes()
    {
        Session.Say("One");
        var (socket, _) = Open(streaming: true);
        var first = await socket.Next();
        Assert.Equal(("session_update", 1), (Type(first), Seq(first)));
        Assert.Equal("talk", first.GetProperty("session_id").GetString());
        Assert.Equal(1, first.GetProperty("data").GetProperty("seq").GetInt64());
        Session.Say("Two");
        Session.Show(new AgentStatus { Status = AgentState.Processing });
        Session.Show(new StatisticsFrame());
        var frames = await socket.Next(3);
        Assert.Equal(["message", "agent_status", "statistics"], frames.Select(Type));
        Assert.Equal([2, null, null], frames.Select(Seq));
        AssertRising([first, .. frames]);
    }

    [Fact]
    public async Task Begin_with_since_replays_each_event_once_with_its_own_stamp_however_many()
    {
        List<SessionEvent> said = [.. Enumerable.Range(1, 1_234).Select(n => Session.Say($"Message {n}"))];
        var (socket, _) = Open(streaming: true, since: 3);
        Session.Say("Live");
        var frames = await socket.Next(1_232);
        Assert.Equal(Enumerable.Range(4, 1_232).Select(n => (long?)n), frames.Select(Seq));
        Assert.All(frames.SkipLast(1), frame => Assert.Equal(said[(int)Seq(frame)! - 1].At, Stamp(frame)));
        AssertRising(frames);
        Assert.Equal(0, Session.Opens);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(0, 5_001)]
    public async Task Begin_with_since_that_is_no_position_or_too_far_back_sends_the_state(long since, int events)
    {
        for (var n = 0; n < events; n++)
            Session.Say("x");
        var (socket, _) = Open(streaming: true, since);
        Assert.Equal(
            ("session_update", events),
            await socket.Next() is var frame ? (Type(frame), (int)Seq(frame)!) : default
        );
    }

    [Fact]
    public async Task Begin_in_the_middle_of_an_answer_gives_a_streaming_client_the_text_so_far()
    {
        Session.Say("Question");
        Session.Write("a1", "One ", 0);
        Session.Write("a1", "two ", 1);
        var (socket, _) = Open(streaming: true);
        Assert.Equal("session_update", Type(await socket.Next()));
        await Time.Waiting(due => due > TimeSpan.FromMilliseconds(240) && due < TimeSpan.FromMilliseconds(260));
        Time.Advance(TimeSpan.FromMilliseconds(260));
        AssertDelta(await socket.Next(), "One two ", 1);
        Session.Write("a1", "three", 2);
        AssertDelta(await socket.Next(), "three", 2);
        Session.Say("One two three", Speaker.Assistant, "a1");
        Assert.Equal("message", Type(await socket.Next()));
        var (late, _) = Open(streaming: true);
        Assert.Equal("session_update", Type(await late.Next()));
        Session.Write("a2", "New", 0);
        AssertDelta(await late.Next(), "New", 0);
    }

    [Fact]
    public async Task Deltas_that_were_lost_come_with_the_next_watch()
    {
        Session.Say("Question");
        var (socket, _) = Open(streaming: true, since: 1);
        await Settled();
        Session.Write("a1", "One ", 0);
        AssertDelta(await socket.Next(), "One ", 0);
        Session.Write("a1", "two ", 1, tell: false);
        Session.Write("a1", "three", 2);
        AssertDelta(await socket.Next(), "two three", 2);
        Session.Write("a1", "Anew", 0);
        AssertDelta(await socket.Next(), "Anew", 0);
    }

    [Fact]
    public async Task Change_of_the_session_is_an_update_for_every_socket_from_few_reads()
    {
        var sockets = Enumerable.Range(0, 20).Select(n => Open(streaming: n % 2 == 0, since: 0).Socket).ToList();
        await Settled();
        Session.Show(new StateChangedFrame());
        foreach (var socket in sockets)
            Assert.Equal("session_update", Type(await socket.Next()));
        Assert.Equal(1, Session.Opens);
    }

    [Fact]
    public async Task Event_whose_stamp_does_not_rise_is_shown_by_an_update()
    {
        var (socket, _) = Open(streaming: true, since: 0);
        await Settled();
        Session.Say("One");
        await socket.Next();
        await Feed.Receive([
            new EventFrame
            {
                At = DateTimeOffset.UnixEpoch,
                Event = Session.Say("Two", tell: false) with { At = DateTimeOffset.UnixEpoch },
            },
        ]);
        var update = await socket.Next();
        Assert.Equal(("session_update", 2), (Type(update), Seq(update)));
        Session.Say("Three");
        Assert.Equal(3, Seq(await socket.Next()));
    }

    [Fact]
    public async Task Heartbeats_go_out_between_frames_without_standing_in_their_way()
    {
        var (socket, outbox) = Open(streaming: true);
        List<JsonElement> frames = [await socket.Next()];
        outbox.Reply(stamp => Feed.Frames.Heartbeat(stamp, 0));
        outbox.Reply(stamp => Feed.Frames.Heartbeat(stamp, 0));
        for (var n = 0; n < 3; n++)
            Session.Say("x");
        frames.AddRange(await socket.Next(5));
        Assert.Equal([1, 2, 3], frames.Where(frame => Type(frame) == "message").Select(Seq));
        Assert.Equal(2, frames.Count(frame => Type(frame) == "heartbeat"));
        AssertRising(frames);
    }

    [Fact]
    public async Task Request_for_the_state_is_answered_also_where_nothing_changed()
    {
        var (socket, outbox) = Open(streaming: true);
        var first = await socket.Next();
        outbox.Refresh();
        var second = await socket.Next();
        Assert.Equal(["session_update", "session_update"], [Type(first), Type(second)]);
        AssertRising([first, second]);
    }
}
