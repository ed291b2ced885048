namespace YudaiV3.Api.Realtime;

public sealed class FrameClockTests
{
    private const long Start = 1_000_000;
    private readonly FrameClock _clock = new();

    public FrameClockTests() => Assert.True(_clock.TryFollow(Start));

    [Theory]
    [InlineData(Start)]
    [InlineData(Start - 2)]
    public void TryFollow_of_a_timestamp_that_does_not_rise_is_false_and_changes_nothing(long at)
    {
        Assert.False(_clock.TryFollow(at));
        Assert.Equal(Start, _clock.Last);
    }

    [Fact]
    public void NextOwn_after_a_session_frame_is_the_odd_millisecond_after_it()
    {
        Assert.Equal(Start + 1, _clock.NextOwn(now: Start, settled: 0));
        Assert.True(_clock.TryFollow(Start + 2));
    }

    [Fact]
    public void NextOwn_after_another_own_frame_waits_until_no_session_frame_is_expected()
    {
        _clock.NextOwn(Start, 0);
        Assert.Null(_clock.NextOwn(Start + 100, 0));
        Assert.Equal(Start + 3, _clock.NextOwn(_clock.NextOwnAt, 0));
    }

    [Fact]
    public void NextOwn_when_all_is_settled_is_near_the_settled_time()
    {
        Assert.Equal(Start + 59_999, _clock.NextOwn(now: Start + 65_000, settled: Start + 60_000));
        Assert.Equal(Start + 64_999, _clock.NextOwn(now: Start + 65_500, settled: Start + 65_000));
    }

    [Theory]
    [InlineData(Start - 100, Start + 1)]
    [InlineData(Start + 500, Start + 501)]
    public void NextUpdate_follows_the_later_of_the_last_frame_and_the_snapshot(long snapshotAt, long expected) =>
        Assert.Equal(expected, _clock.NextUpdate(snapshotAt));

    [Fact]
    public void Timestamps_of_any_mix_of_frames_rise_strictly()
    {
        var random = new Random(42);
        var (last, session) = (_clock.Last, Start);
        for (var n = 0; n < 10_000; n++)
        {
            session += 2 * random.Next(1, 50);
            long? stamp = random.Next(4) switch
            {
                0 => _clock.NextOwn(session, session - 5_000),
                1 => _clock.NextUpdate(session - 2 * random.Next(0, 100)),
                2 => _clock.NextFinal(),
                _ => _clock.TryFollow(session) ? session : null,
            };
            Assert.True(stamp is null || stamp > last);
            last = stamp ?? last;
        }
    }
}
