using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class SocketSenderTests : SocketFixture
{
    [Fact]
    public async Task Run_without_since_sends_the_state_and_then_each_frame()
    {
        Session.AddMessage("One");
        var (socket, _) = Open(streaming: true);
        var first = await socket.Next();
        Assert.Equal(("session_update", 1), (Type(first), Seq(first)));
        Assert.Equal("chat", first.GetProperty("session_id").GetString());
        Assert.Equal(1, first.GetProperty("data").GetProperty("seq").GetInt64());
        Session.AddMessage("Two");
        Session.Publish(new AgentStatus { Status = AgentState.Processing });
        Session.Publish(new StatisticsFrame());
        var frames = await socket.Next(3);
        Assert.Equal(["message", "agent_status", "statistics"], frames.Select(Type));
        Assert.Equal([2, null, null], frames.Select(Seq));
        AssertRising([first, .. frames]);
    }

    [Fact]
    public async Task Run_with_since_replays_each_event_once_with_its_own_timestamp()
    {
        List<SessionEvent> said = [.. Enumerable.Range(1, 1_234).Select(n => Session.AddMessage($"Message {n}"))];
        var (socket, _) = Open(streaming: true, since: 3);
        Session.AddMessage("Live");
        var frames = await socket.Next(1_232);
        Assert.Equal(Enumerable.Range(4, 1_232).Select(n => (long?)n), frames.Select(Seq));
        Assert.All(frames.SkipLast(1), frame => Assert.Equal(said[(int)Seq(frame)! - 1].At, Stamp(frame)));
        AssertRising(frames);
        Assert.Equal(0, Session.Opens);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(0, 5_001)]
    public async Task Run_with_since_that_is_no_position_or_too_far_back_sends_the_state(long since, int events)
    {
        for (var n = 0; n < events; n++)
            Session.AddMessage("x");
        var (socket, _) = Open(streaming: true, since);
        Assert.Equal(
            ("session_update", events),
            await socket.Next() is var frame ? (Type(frame), (int)Seq(frame)!) : default
        );
    }

    [Fact]
    public async Task Run_during_an_answer_sends_the_text_so_far_to_a_streaming_client()
    {
        Session.AddMessage("Question");
        Session.WriteDelta("a1", "One ", 0);
        Session.WriteDelta("a1", "two ", 1);
        var (socket, _) = Open(streaming: true);
        Assert.Equal("session_update", Type(await socket.Next()));
        await Time.WaitForTimer(due => due > TimeSpan.FromMilliseconds(240) && due < TimeSpan.FromMilliseconds(260));
        Time.Advance(TimeSpan.FromMilliseconds(260));
        AssertDelta(await socket.Next(), "One two ", 1);
        Session.WriteDelta("a1", "three", 2);
        AssertDelta(await socket.Next(), "three", 2);
        Session.AddMessage("One two three", Speaker.Assistant, "a1");
        Assert.Equal("message", Type(await socket.Next()));
        var (late, _) = Open(streaming: true);
        Assert.Equal("session_update", Type(await late.Next()));
        Session.WriteDelta("a2", "New", 0);
        AssertDelta(await late.Next(), "New", 0);
    }

    [Fact]
    public async Task Run_aborts_the_connection_if_the_client_never_reads_again()
    {
        var (socket, queue) = Open(streaming: true, since: 0);
        await SettleFeed();
        socket.Gate = new TaskCompletionSource().Task;
        socket.Sending = new();
        Session.AddMessage("x");
        await socket.Sending.Task.WaitAsync(TimeSpan.FromSeconds(20));
        queue.Close(CloseReason.ShuttingDown);
        await Time.WaitForTimer(due => due == TimeSpan.FromSeconds(2));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1006, await socket.Closed);
    }
}
