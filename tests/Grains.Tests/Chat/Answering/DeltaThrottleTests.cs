namespace YudaiV3.Chat.Answering;

public sealed class DeltaPaceTests
{
    [Fact]
    public void Few_turns_show_fifty_deltas_a_second_and_more_of_them_share_what_the_silo_has_time_for()
    {
        var pace = new DeltaThrottle();
        var alone = pace.Pause;
        var turns = Enumerable.Range(0, 200 * Environment.ProcessorCount).Select(_ => pace.Begin()).ToArray();
        var crowded = pace.Pause;
        foreach (var turn in turns[..^1])
            turn.Dispose();
        Assert.Equal((20, 20), (alone.TotalMilliseconds, pace.Pause.TotalMilliseconds));
        Assert.InRange(crowded.TotalMilliseconds, 53, 54);
    }

    [Fact]
    public void However_many_turns_there_are_text_still_flows()
    {
        var pace = new DeltaThrottle();
        foreach (var _ in Enumerable.Range(0, 10_000 * Environment.ProcessorCount))
            pace.Begin();
        Assert.Equal(200, pace.Pause.TotalMilliseconds);
    }
}
