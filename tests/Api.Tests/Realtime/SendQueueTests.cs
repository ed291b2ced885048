namespace YudaiV3.Api.Realtime;

public sealed class SendQueueTests : SocketFixture
{
    [Fact]
    public async Task Offer_to_a_full_queue_closes_with_1013_and_since_finds_the_rest()
    {
        var (socket, queue) = Open(streaming: true, since: 0);
        await SettleFeed();
        var reads = new TaskCompletionSource();
        socket.Gate = reads.Task;
        for (var n = 0; n < 1_100; n++)
            Session.AddMessage("x");
        reads.SetResult();
        Assert.Equal(1013, await socket.Closed);
        var last = 0L;
        while (socket.Unread > 0)
            Assert.Equal(++last, Seq(await socket.Next()));
        Feed.Leave(queue);
        Assert.InRange(last, 0, 1_099);
        var (again, _) = Open(streaming: true, last, NewFeed());
        Assert.Equal(
            Enumerable.Range((int)last + 1, 1_100 - (int)last).Select(n => (long?)n),
            (await again.Next(1_100 - (int)last)).Select(Seq)
        );
    }

    [Fact]
    public async Task Refresh_sends_the_state_even_if_nothing_changed()
    {
        var (socket, queue) = Open(streaming: true);
        var first = await socket.Next();
        queue.Refresh();
        var second = await socket.Next();
        Assert.Equal(["session_update", "session_update"], [Type(first), Type(second)]);
        AssertRising([first, second]);
    }

    [Fact]
    public void Refresh_before_the_last_one_is_sent_changes_nothing()
    {
        var queue = new SendQueue(Feed, streaming: true);
        queue.Refresh();
        queue.Refresh();
        Assert.Equal(1, queue.Count);
        queue.CompleteRefresh();
        queue.Refresh();
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void Close_keeps_the_first_reason_and_accepts_no_more_frames()
    {
        var queue = new SendQueue(Feed, streaming: true);
        queue.Close(CloseReason.Expired);
        queue.Close(CloseReason.TooSlow);
        queue.Reply(stamp => default);
        Assert.Equal((CloseReason.Expired, 0), (queue.CloseReason, queue.Count));
    }

    [Fact]
    public void CloseAfterQueued_leaves_the_queue_open_until_its_turn()
    {
        var queue = new SendQueue(Feed, streaming: true);
        queue.CloseAfterQueued(CloseReason.BadFrames);
        Assert.Null(queue.CloseReason);
        Assert.True(queue.TryRead(out var frame));
        Assert.Equal(CloseReason.BadFrames, Assert.IsType<CloseFrame>(frame).Reason);
    }
}
