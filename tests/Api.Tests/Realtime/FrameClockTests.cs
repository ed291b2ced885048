namespace YudaiV3.Api.Realtime;

public sealed class FrameClockTests
{
    private const long Start = 1_000_000;
    private readonly FrameClock _clock = new();

    public FrameClockTests() => Assert.True(_clock.TryFollow(Start));

    [Theory]
    [InlineData(Start)]
    [InlineData(Start - 2)]
    public void Follow_a_stamp_that_does_not_rise_is_refused_and_changes_nothing(long at)
    {
        Assert.False(_clock.TryFollow(at));
        Assert.Equal(Start, _clock.Last);
    }

    [Fact]
    public void Own_after_a_session_frame_takes_the_odd_millisecond_after_it()
    {
        Assert.Equal(Start + 1, _clock.Own(now: Start, settled: 0));
        Assert.True(_clock.TryFollow(Start + 2));
    }

    [Fact]
    public void Own_after_another_own_frame_waits_until_the_session_cannot_be_overtaken()
    {
        _clock.Own(Start, 0);
        Assert.Null(_clock.Own(Start + 100, 0));
        Assert.Equal(Start + 3, _clock.Own(_clock.OwnFrom, 0));
    }

    [Fact]
    public void Own_where_all_is_settled_stays_near_the_settled_time()
    {
        Assert.Equal(Start + 59_999, _clock.Own(now: Start + 65_000, settled: Start + 60_000));
        Assert.Equal(Start + 64_999, _clock.Own(now: Start + 65_500, settled: Start + 65_000));
    }

    [Theory]
    [InlineData(Start - 100, Start + 1)]
    [InlineData(Start + 500, Start + 501)]
    public void Update_comes_right_after_the_later_of_the_last_frame_and_its_snapshot(long snapshotAt, long expected) =>
        Assert.Equal(expected, _clock.Update(snapshotAt));

    [Fact]
    public void Any_mixture_of_frames_rises_strictly()
    {
        var random = new Random(42);
        var (last, session) = (_clock.Last, Start);
        for (var n = 0; n < 10_000; n++)
        {
            session += 2 * random.Next(1, 50);
            long? stamp = random.Next(4) switch
            {
                0 => _clock.Own(session, session - 5_000),
                1 => _clock.Update(session - 2 * random.Next(0, 100)),
                2 => _clock.Final(),
                _ => _clock.TryFollow(session) ? session : null,
            };
            Assert.True(stamp is null || stamp > last);
            last = stamp ?? last;
        }
    }
}
