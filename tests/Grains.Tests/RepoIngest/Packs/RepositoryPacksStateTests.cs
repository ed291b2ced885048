namespace YudaiV3.RepoIngest.Packs;

public sealed class RepositoryPacksStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PackWriterId A = Writer("a"),
        B = Writer("b"),
        C = Writer("c");

    [Fact]
    public void Begin_allows_only_packs_of_finished_attempts()
    {
        var state = new RepositoryPacksState().Begin(A, [], Now).Next.Begin(B, [], Now).Next.Complete(B, [B], Now);
        Assert.Equal([B], state.Begin(C, [A, B, Writer("unknown")], Now).Reusable);
    }

    [Fact]
    public void NextToSweep_waits_for_an_attempt_that_may_refer_to_what_was_dropped()
    {
        var state = Finished(A);
        state = state.Begin(B, [A], Now).Next.Drop(holder => holder.Writer == A);
        Assert.Null(state.NextToSweep());

        var referring = state.Complete(B, [A, B], Now);
        Assert.Equal(A, referring.NextToSweep()!.Writer);
        Assert.Equal([B], referring.ReferringTo(A));
        Assert.Empty(state.Complete(B, [B], Now).ReferringTo(A));
    }

    [Fact]
    public void NextToSweep_also_waits_where_a_candidate_refers_to_packs_of_a_dropped_attempt()
    {
        var state = Finished(A).Begin(B, [A], Now).Next.Complete(B, [A, B], Now).Drop(holder => holder.Writer == A);
        state = state.Begin(C, [B], Now).Next.Drop(holder => holder.Writer == B);
        Assert.Null(state.NextToSweep());
        Assert.NotNull(state.Complete(C, [C], Now).NextToSweep());
    }

    [Fact]
    public void Swept_keeps_an_attempt_with_remains_until_nobody_refers_to_them()
    {
        var state = Finished(A).Begin(B, [A], Now).Next.Complete(B, [A, B], Now).Drop(holder => holder.Writer == A);
        state = state.Swept(A, hasRemains: true);
        Assert.Null(state.NextToSweep());
        state = state.Drop(holder => holder.Writer == B).Swept(B, hasRemains: false);
        Assert.Equal(A, state.NextToSweep()!.Writer);
        Assert.Empty(state.Swept(A, hasRemains: false).Holders);
    }

    [Fact]
    public void Expire_drops_what_nobody_used_for_thirty_days_and_what_is_too_much()
    {
        var state = Finished(A).Begin(B, [], Now).Next.Complete(B, [B], Now);
        var later = Now.AddDays(20);
        state = state.Use(B, later);
        Assert.Same(state, state.Use(B, later.AddHours(1)));
        Assert.Equal([A], Dropped(state.Expire(Now.AddDays(31))));

        var many = new RepositoryPacksState();
        for (var number = 0; number <= RepositoryPacksState.MaxKept; number++)
            many = many.Begin(Writer($"{number}"), [], Now)
                .Next.Complete(Writer($"{number}"), [], Now.AddMinutes(number));
        Assert.Equal([Writer("0")], Dropped(many.Expire(Now.AddDays(1))));
    }

    [Fact]
    public void Complete_drops_the_earlier_attempts_of_the_same_ingest()
    {
        var again = A with { Attempt = 2 };
        var state = Finished(A).Begin(again, [], Now).Next;
        Assert.Empty(Dropped(state));
        Assert.Equal([A], Dropped(state.Complete(again, [again], Now)));
        Assert.Throws<InvalidOperationException>(() => state.Complete(again, [again], Now).Begin(A, [], Now));
    }

    private static PackWriterId Writer(string ingest) => new() { IngestId = ingest, Attempt = 1 };

    private static RepositoryPacksState Finished(PackWriterId writer) =>
        new RepositoryPacksState().Begin(writer, [], Now).Next.Complete(writer, [writer], Now);

    private static IEnumerable<PackWriterId> Dropped(RepositoryPacksState state) =>
        state.Holders.Where(holder => holder.Stage == PackStage.Dropped).Select(holder => holder.Writer);
}
