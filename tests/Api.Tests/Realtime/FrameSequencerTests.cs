using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class FrameSequencerTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private readonly FrameSequencer _sequencer = new();

    [Fact]
    public void Receive_before_the_first_subscription_holds_all_frames()
    {
        Assert.Empty(_sequencer.Receive([Event(4), Event(5), Status(11), Event(6)]));
        Assert.Equal([0, 6], Seqs(_sequencer.Settle(5, [], null)));
        Assert.Equal(6, _sequencer.Seq);
    }

    [Fact]
    public void Receive_of_known_events_drops_them()
    {
        _sequencer.Settle(5, [], null);
        Assert.Equal([6, 7], Seqs(_sequencer.Receive([Event(5), Event(6), Event(6), Event(7)])));
    }

    [Fact]
    public void Receive_after_a_gap_holds_all_frames_until_it_is_filled()
    {
        _sequencer.Settle(2, [], null);
        Assert.Empty(_sequencer.Receive([Event(5), Status(11), Event(6)]));
        Assert.True(_sequencer.HasGap);
        var ready = _sequencer.Settle(6, [Missed(3), Missed(4), Missed(5), Missed(6)], null);
        Assert.Equal([3, 4, 5, 0, 6], Seqs(ready));
        Assert.False(_sequencer.HasGap);
        Assert.Equal([0], Seqs(_sequencer.Receive([Status(13)])));
    }

    [Fact]
    public void Receive_of_a_frame_that_follows_an_unknown_event_holds_it()
    {
        _sequencer.Settle(2, [], null);
        Assert.Empty(_sequencer.Receive([new StatusFrame { At = Start.AddMilliseconds(13), Seq = 4 }]));
        Assert.True(_sequencer.HasGap);
        Assert.Equal([3, 4, 0], Seqs(_sequencer.Settle(4, [Missed(3), Missed(4)], null)));
        Assert.False(_sequencer.HasGap);
    }

    [Fact]
    public void Settle_that_leaves_a_gap_keeps_holding_frames()
    {
        _sequencer.Settle(0, [], null);
        _sequencer.Receive([Event(4)]);
        Assert.Equal([1, 2], Seqs(_sequencer.Settle(2, [Missed(1), Missed(2)], null)));
        Assert.True(_sequencer.HasGap);
        Assert.Equal([3, 4], Seqs(_sequencer.Settle(4, [Missed(3)], null)));
    }

    [Fact]
    public void Settle_drops_deltas_that_the_text_includes()
    {
        _sequencer.Receive([Delta(10), Delta(12), Delta(14)]);
        var answering = new DeltaFrame { At = Start.AddMilliseconds(12) };
        Assert.Equal(Start.AddMilliseconds(14), Assert.Single(_sequencer.Settle(0, [], answering)).At);
    }

    [Fact]
    public void Any_loss_doubling_and_delay_ends_in_every_event_once_in_sequencer()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var sequencer = new FrameSequencer();
            List<long> received = [.. Seqs(sequencer.Settle(0, [], null))];
            var last = 0L;
            for (var n = 0; n < 60; n++)
            {
                last++;
                if (random.Next(3) > 0)
                    received.AddRange(
                        Seqs(
                            sequencer.Receive([
                                .. Enumerable
                                    .Range(0, random.Next(1, 3))
                                    .Select(back => Event(Math.Max(1, last - back))),
                            ])
                        )
                    );
                if (random.Next(5) == 0)
                    received.AddRange(Seqs(sequencer.Settle(last, All(sequencer.Seq, last), null)));
            }
            received.AddRange(Seqs(sequencer.Settle(last, All(sequencer.Seq, last), null)));
            Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), received);
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
