using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.Auth;
using YudaiV3.Hosting;
using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat.Search;

public sealed class SearchIndexerTests(GrainCluster cluster)
{
    [Fact]
    public async Task Search_finds_messages_with_their_session_and_no_superseded_ones()
    {
        var session = await cluster.NewSession();
        var owner = ChatSessionKey.Owner(Orleans.GrainExtensions.GetPrimaryKeyString(session));
        var first = await session.Ask(Say("The crimson login is broken"), Patience);
        await session.Rename("Login");
        await Indexed(session, "crimson", 2);
        var results = await cluster.Grains.User(owner).Search("crimson", 10);
        Assert.Equal((2, 2), (results.Total, results.Results.Length));
        var said = Assert.Single(results.Results, result => result.Message.Role == Speaker.User);
        Assert.Equal(
            ("talk", "Login", first.Posted.MessageId),
            (said.SessionId, said.SessionTitle, said.Message.MessageId)
        );
        await session.Edit(first.Posted.MessageId, Say("The azure login is broken"));
        await Indexed(session, "crimson", 0);
        Assert.Empty((await cluster.Grains.User(NewUser()).Search("login", 10)).Results);
    }

    [Fact]
    public async Task Search_after_an_outage_has_the_missed_messages()
    {
        var session = await cluster.NewSession();
        cluster.Index.Fail(Orleans.GrainExtensions.GetPrimaryKeyString(session), times: 1);
        for (var n = 0; n < 20; n++)
            await session.Ask(Say($"viridian {n}"), Patience);
        await Indexed(session, "viridian", 40);
    }

    [Fact]
    public async Task Reindex_writes_all_messages_again()
    {
        var session = await cluster.NewSession();
        for (var n = 0; n < 20; n++)
            await session.Ask(Say($"ochre {n}"), Patience);
        await Indexed(session, "ochre", 40);
        cluster.Index.Drop(Orleans.GrainExtensions.GetPrimaryKeyString(session));
        await session.Reindex();
        await Indexed(session, "ochre", 40);
    }

    [Fact]
    public async Task Reindex_when_the_session_ends_after_a_failed_write_fails_and_can_be_repeated()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("sienna"), Patience);
        await Indexed(session, "sienna", 2);
        var key = Orleans.GrainExtensions.GetPrimaryKeyString(session);
        cluster.Index.Fail(key, times: 1_000_000);
        cluster.Index.Drop(key);
        var reindex = session.Reindex();
        await Eventually.True(
            () => Task.FromResult(cluster.Index.Failures(key) < 1_000_000),
            Patience,
            () => "the rebuild has begun"
        );
        using (cluster.Fail(session, "chat-session", WriteFate.Conflicting))
            await Assert.ThrowsAsync<UnavailableException>(() => session.Rename("Never"));
        await Assert.ThrowsAsync<UnavailableException>(() => reindex.WaitAsync(Patience));
        cluster.Index.Fail(key, times: 0);
        await session.Reindex().WaitAsync(Patience);
        Assert.Equal(2, (await cluster.Index.Find(ChatSessionKey.Owner(key), "sienna", 500, default)).Total);
    }

    [Fact]
    public void Rebuild_of_a_long_session_does_not_wait_between_its_writes()
    {
        const int Events = 5_000;
        var (time, grain, index) = (new FakeTimeProvider(), new ManualTaskScheduler(), new TestIndex());
        var head = new SessionHead
        {
            Tail =
            [
                .. Enumerable
                    .Range(1, Events)
                    .Select(seq => new SessionEvent
                    {
                        Seq = seq,
                        Message = new() { Content = "umber" },
                    }),
            ],
            Fold = new SessionFold { Seq = Events },
            IndexedThrough = Events,
        };
        var commits = new GroupCommit<SessionHead>(new StoredState<SessionHead>(head), new NoOwner());
        var records = new GrainRecords(null!, default); // The tail has all events.
        var context = SessionContext.Create("session/1/long", commits, records, time, NullLogger.Instance, default);
        var indexer = new SearchIndexer(context, index);
        var rebuilt = grain.Run(indexer.Rebuild);
        Assert.True(rebuilt.IsCompletedSuccessfully);
        Assert.Equal(Events, index.Count("session/1/long"));
    }

    private async Task Indexed(IChatSession session, string word, int messages)
    {
        var key = Orleans.GrainExtensions.GetPrimaryKeyString(session);
        var changed = new SemaphoreSlim(1);
        void Note(string of)
        {
            if (of == key)
                changed.Release();
        }
        cluster.Index.Changed += Note;
        try
        {
            do Assert.True(await changed.WaitAsync(Patience), $"{messages} messages with {word} were never found.");
            while ((await cluster.Index.Find(ChatSessionKey.Owner(key), word, 500, default)).Total != messages);
        }
        finally
        {
            cluster.Index.Changed -= Note;
        }
    }

    private sealed class NoOwner : IStateOwner<SessionHead>
    {
        public void WriteFailed(Exception exception) => throw exception;
    }
}
