using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class FeedOrderTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private readonly FrameSequencer _order = new();

    [Fact]
    public void Receive_before_the_first_watch_holds_everything_and_settles_once()
    {
        Assert.Empty(_order.Receive([Event(4), Event(5), Status(11), Event(6)]));
        Assert.Equal([0, 6], Seqs(_order.Settle(5, [], null)));
        Assert.Equal(6, _order.Seq);
    }

    [Fact]
    public void Receive_what_was_there_before_drops_it()
    {
        _order.Settle(5, [], null);
        Assert.Equal([6, 7], Seqs(_order.Receive([Event(5), Event(6), Event(6), Event(7)])));
    }

    [Fact]
    public void Receive_after_a_gap_holds_all_until_the_gap_is_filled_in_order()
    {
        _order.Settle(2, [], null);
        Assert.Empty(_order.Receive([Event(5), Status(11), Event(6)]));
        Assert.True(_order.Behind);
        var ready = _order.Settle(6, [Missed(3), Missed(4), Missed(5), Missed(6)], null);
        Assert.Equal([3, 4, 5, 0, 6], Seqs(ready));
        Assert.False(_order.Behind);
        Assert.Equal([0], Seqs(_order.Receive([Status(13)])));
    }

    [Fact]
    public void Receive_of_a_frame_that_follows_an_event_not_known_yet_waits_for_it()
    {
        _order.Settle(2, [], null);
        Assert.Empty(_order.Receive([new StatusFrame { At = Start.AddMilliseconds(13), Seq = 4 }]));
        Assert.True(_order.Behind);
        Assert.Equal([3, 4, 0], Seqs(_order.Settle(4, [Missed(3), Missed(4)], null)));
        Assert.False(_order.Behind);
    }

    [Fact]
    public void Settle_that_leaves_a_gap_goes_on_holding()
    {
        _order.Settle(0, [], null);
        _order.Receive([Event(4)]);
        Assert.Equal([1, 2], Seqs(_order.Settle(2, [Missed(1), Missed(2)], null)));
        Assert.True(_order.Behind);
        Assert.Equal([3, 4], Seqs(_order.Settle(4, [Missed(3)], null)));
    }

    [Fact]
    public void Settle_drops_deltas_that_are_in_the_text_so_far()
    {
        _order.Receive([Delta(10), Delta(12), Delta(14)]);
        var answering = new DeltaFrame { At = Start.AddMilliseconds(12) };
        Assert.Equal(Start.AddMilliseconds(14), Assert.Single(_order.Settle(0, [], answering)).At);
    }

    [Fact]
    public void Any_loss_doubling_and_delay_ends_in_every_event_once_in_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var order = new FrameSequencer();
            List<long> heard = [.. Seqs(order.Settle(0, [], null))];
            var last = 0L;
            for (var n = 0; n < 60; n++)
            {
                last++;
                if (random.Next(3) > 0)
                    heard.AddRange(
                        Seqs(
                            order.Receive([
                                .. Enumerable
                                    .Range(0, random.Next(1, 3))
                                    .Select(back => Event(Math.Max(1, last - back))),
                            ])
                        )
                    );
                if (random.Next(5) == 0)
                    heard.AddRange(Seqs(order.Settle(last, All(order.Seq, last), null)));
            }
            heard.AddRange(Seqs(order.Settle(last, All(order.Seq, last), null)));
            Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), heard);
        }
    }

    private static ImmutableArray<SessionEvent> All(long since, long last) =>
        [.. Enumerable.Range((int)since + 1, (int)(last - since)).Select(seq => Missed(seq))];

    private static SessionEvent Missed(long seq) => new() { Seq = seq, At = Start.AddMilliseconds(2 * seq) };

    private static EventFrame Event(long seq) => new() { At = Missed(seq).At, Event = Missed(seq) };

    private static StatusFrame Status(long at) => new() { At = Start.AddMilliseconds(at) };

    private static DeltaFrame Delta(long at) => new() { At = Start.AddMilliseconds(at) };

    private static IEnumerable<long> Seqs(IEnumerable<LiveFrame> frames) =>
        frames.Select(frame => (frame as EventFrame)?.Event.Seq ?? 0);
}
