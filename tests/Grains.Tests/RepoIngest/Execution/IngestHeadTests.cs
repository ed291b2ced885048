namespace YudaiV3.RepoIngest.Execution;

public sealed class IngestHeadTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly IngestOrder Order = new()
    {
        Location = new() { Owner = "o", Name = "r" },
    };

    [Fact]
    public void BeginRun_without_an_end_counts_as_a_lost_process_at_the_second_time()
    {
        var asked = new IngestHead().Ask(Order, 1, Now);
        Assert.False(asked.BeginRun().LosesProcesses);
        Assert.True(asked.BeginRun().BeginRun().LosesProcesses);
        Assert.False(asked.BeginRun().EndRun().BeginRun().LosesProcesses);
    }

    [Fact]
    public void Ask_after_lost_processes_starts_no_run_within_an_hour()
    {
        var failed = new IngestHead().Ask(Order, 1, Now).BeginRun().BeginRun().Fail(IngestFailure.Broken, "lost", Now);
        var again = failed.Ask(Order, 2, Now.AddMinutes(59));
        Assert.Equal((IngestState.Failed, 1, "lost"), (again.Status, again.Attempt, again.Error));
        Assert.Contains(2, again.Askers);
        Assert.Equal((true, 2, 0), (Later().Runs, Later().Attempt, Later().OpenRuns));

        IngestHead Later() => failed.Ask(Order, 2, Now.AddMinutes(61));
    }

    [Fact]
    public void Ask_after_an_ordinary_failure_starts_a_run()
    {
        var failed = new IngestHead().Ask(Order, 1, Now).BeginRun().Fail(IngestFailure.BadSource, "bad", Now);
        Assert.Equal((true, 2), (failed.Ask(Order, 1, Now).Runs, failed.Ask(Order, 1, Now).Attempt));
    }
}
