using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>A message costs the same in a session of any length.</summary>
public sealed class ChatSessionCostTests(GrainCluster cluster)
{
    [Fact]
    public async Task Ask_in_a_session_of_10000_messages_writes_at_most_a_fifth_more_than_in_an_empty_one()
    {
        var (small, large) = (await Filled(turns: 0), await Filled(turns: 5_000));
        var (cheap, dear) = (await Written(small), await Written(large));
        Assert.InRange((double)dear.Bytes / cheap.Bytes, 0.8, 1.2);
        // whether a client id is new, and at the start the head and what the first prompts need
        Assert.InRange(dear.Reads, 64, 64 + 5);
    }

    [Fact]
    public async Task Open_of_a_session_of_10000_messages_reads_only_the_page()
    {
        var session = await Filled(turns: 5_000);
        var snapshot = (await session.Open(new MessagePage()))!;
        Assert.Equal((10_000, 200), (snapshot.Statistics.TotalMessages, snapshot.Messages.Length));
        Assert.Equal("Message 4999", snapshot.Messages[^2].Content);
        Assert.InRange(cluster.Storage.Cost(session.GetGrainId()).Reads, 1, 1 + 200 / EventSegment.Size + 1);
    }

    private async Task<(long Bytes, int Reads)> Written(IChatSession session)
    {
        var before = cluster.Storage.Cost(session.GetGrainId());
        for (var n = 0; n < 64; n++)
            await session.Ask(Say($"A message of the usual length, number {n}"), Patience);
        var after = cluster.Storage.Cost(session.GetGrainId());
        return (after.Written - before.Written, after.Reads - before.Reads);
    }

    /// <summary>A session with turns that were stored before any grain was there.</summary>
    private async Task<IChatSession> Filled(int turns)
    {
        var session = cluster.Grains.ChatSession(NewUser(), "talk");
        var (key, at) = (session.GetPrimaryKeyString(), DateTimeOffset.UnixEpoch);
        var storage = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IGrainStorage>();
        var records = new GrainRecords(storage, session.GetGrainId());
        var head = SessionHead.Start(new NewSession { SessionId = "talk" }, place: 0, at);
        for (var turn = 0; turn < turns; turn++)
        {
            head = head.Ask(key, Say($"Message {turn}"), tokens: 3, at = at.AddSeconds(1));
            head = head.Answer(
                head.Seq,
                new Message
                {
                    Role = Speaker.Assistant,
                    MessageId = MessageIds.CreateAnswer(key, head.Seq, 0),
                    Content = "Yes",
                },
                at = at.AddSeconds(1)
            )!;
            if (!head.IsFull)
                continue;
            await records.WriteOnce(EventSegment.Name(head.Sealed), head.Oldest());
            head = head.Cut();
        }
        await records.WriteOnce("chat-session", head with { IndexedThrough = head.Seq });
        return session;
    }
}
