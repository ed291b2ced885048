using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Clients that take frames slowly, by their kind or by their connection.</summary>
public sealed class SlowClientTests : OutboxFixture
{
    [Fact]
    public async Task Deltas_are_not_for_clients_that_do_not_stream()
    {
        Session.Say("Question");
        var (socket, _) = Open(streaming: false);
        await socket.Next();
        Session.Write("a1", "One", 0);
        Session.Say("One", Speaker.Assistant, "a1");
        await Step(110);
        Assert.Equal("message", Type(await socket.Next()));
    }

    [Fact]
    public async Task Frames_for_clients_that_do_not_stream_keep_their_distance_and_their_order()
    {
        var (socket, _) = Open(streaming: false);
        await socket.Next();
        for (var n = 0; n < 20; n++)
            Session.Say($"Message {n}");
        for (var n = 1; n <= 20; n++)
        {
            await Step(n == 1 ? 110 : 65);
            var frame = await socket.Next();
            Assert.Equal(("message", (long?)n), (Type(frame), Seq(frame)));
            Assert.Equal(0, socket.Unread);
        }
    }

    [Fact]
    public async Task More_than_twenty_held_frames_become_one_update()
    {
        var (socket, _) = Open(streaming: false);
        var first = await socket.Next();
        for (var n = 0; n < 21; n++)
            Session.Say($"Message {n}");
        await Step(110);
        var update = await socket.Next();
        Assert.Equal(("session_update", 21), (Type(update), Seq(update)));
        Session.Say("Another");
        await Step(65);
        var next = await socket.Next();
        Assert.Equal(("message", 22), (Type(next), Seq(next)));
        AssertRising([first, update, next]);
    }

    [Fact]
    public async Task Client_that_does_not_read_is_closed_with_1013_and_finds_all_with_since()
    {
        var (socket, outbox) = Open(streaming: true, since: 0);
        await Settled();
        var reads = new TaskCompletionSource();
        socket.Gate = reads.Task;
        for (var n = 0; n < 1_100; n++)
            Session.Say("x");
        reads.SetResult();
        Assert.Equal(1013, await socket.Closed);
        var last = 0L;
        while (socket.Unread > 0)
            Assert.Equal(++last, Seq(await socket.Next()));
        Feed.Leave(outbox);
        Assert.InRange(last, 0, 1_099);
        var (again, _) = Open(streaming: true, last, NewFeed());
        Assert.Equal(
            Enumerable.Range((int)last + 1, 1_100 - (int)last).Select(n => (long?)n),
            (await again.Next(1_100 - (int)last)).Select(Seq)
        );
    }

    [Fact]
    public async Task Client_that_never_reads_again_is_cut_off_in_the_end()
    {
        var (socket, outbox) = Open(streaming: true, since: 0);
        await Settled();
        socket.Gate = new TaskCompletionSource().Task;
        socket.Sending = new();
        Session.Say("x");
        await socket.Sending.Task.WaitAsync(TimeSpan.FromSeconds(20));
        outbox.Close(CloseReason.ShuttingDown);
        await Time.Waiting(due => due == TimeSpan.FromSeconds(2));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1006, await socket.Closed);
    }
}
