namespace YudaiV3.RepoIngest.Execution;

public sealed class IngestSlotsTests
{
    private readonly IngestSlots _slots = new(new IngestLimits { RunsPerSilo = 3, RunsPerUser = 2 });

    [Fact]
    public async Task Enter_beyond_the_limit_of_a_user_waits_and_lets_others_pass()
    {
        var first = await _slots.Enter(1, TestContext.Current.CancellationToken);
        await _slots.Enter(1, TestContext.Current.CancellationToken);
        var third = _slots.Enter(1, TestContext.Current.CancellationToken);
        var other = _slots.Enter(2, TestContext.Current.CancellationToken);
        await other;
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose(); // ends its run once
        await third;
    }

    [Fact]
    public async Task Enter_beyond_the_limit_of_the_silo_waits_in_order()
    {
        var running = new List<IDisposable>();
        for (var user = 1; user <= 3; user++)
            running.Add(await _slots.Enter(user, TestContext.Current.CancellationToken));
        var (fourth, fifth) = (Enter(4), Enter(5));
        running[0].Dispose();
        await fourth;
        Assert.False(fifth.IsCompleted);
        running[1].Dispose();
        await fifth;

        Task<IDisposable> Enter(long user) => _slots.Enter(user, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Enter_that_is_cancelled_leaves_its_place_to_others()
    {
        var first = await _slots.Enter(1, TestContext.Current.CancellationToken);
        await _slots.Enter(1, TestContext.Current.CancellationToken);
        using var cancelled = new CancellationTokenSource();
        var waiting = _slots.Enter(1, cancelled.Token);
        var after = _slots.Enter(1, TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        await after;
    }
}
