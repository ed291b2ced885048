using System.Text.Json;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

public sealed class SessionReaderTests(GrainCluster cluster)
{
    [Fact]
    public async Task Open_at_any_seq_is_the_fold_of_the_events_up_to_it()
    {
        var session = await cluster.NewSession();
        List<string> questions = [];
        for (var n = 0; n < 12; n++)
        {
            questions.Add((await session.Ask(Say($"Message {n}"), Patience)).Posted.MessageId);
            if (n % 3 == 0)
                await session.AddCard(
                    new NewCard
                    {
                        Title = $"Card {n}",
                        Content = "x",
                        RequestId = $"{n}",
                    }
                );
            if (n % 4 == 3)
                await session.Ask(await Edit(session, questions[n - 1], $"Edited {n}"), Patience);
        }
        await session.RemoveCard((await session.Cards())!.Value[1].Id);
        await cluster.Move(session);
        var events = (await session.Events(0, 500))!.Value;
        for (var seq = 0; seq <= events.Length; seq++)
        {
            var (messages, cards) = (new List<Message>(), new List<ContextCard>());
            foreach (var e in events.Take(seq))
            {
                if (e.Supersession is { } supersession)
                    messages.RemoveAll(m =>
                        events.First(o => o.Message?.MessageId == m.MessageId).Seq is var at
                        && at >= supersession.From
                        && at <= supersession.Through
                    );
                if (e.Message is not null)
                    messages.Add(e.Message);
                if (e.Card is { Action: CardAction.Add })
                    cards.Add(e.Card.Card);
                if (e.Card is { Action: CardAction.Remove })
                    cards.RemoveAll(card => card.Id == e.Card.Card.Id);
            }
            var snapshot = (await session.Open(new MessagePage { Limit = 500, AtSeq = seq }))!;
            Assert.Equal(seq, snapshot.Seq);
            Assert.Equal(JsonSerializer.Serialize(messages), JsonSerializer.Serialize(snapshot.Messages));
            Assert.Equal(JsonSerializer.Serialize(cards), JsonSerializer.Serialize(snapshot.ContextCards));
            Assert.Equal(
                (messages.Count, messages.Sum(m => m.Tokens)),
                (snapshot.Statistics.TotalMessages, snapshot.Statistics.TotalTokens)
            );
        }
    }

    [Fact]
    public async Task Page_that_the_caller_has_is_empty()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Hello"), Patience);
        var page = (await session.Page(new MessagePage(), -1))!;
        Assert.Equal((2, 2), (page.Seq, page.Messages!.Value.Length));
        Assert.Equal(new PageOfMessages { Seq = 2 }, await session.Page(new MessagePage(), page.Seq));
        await session.Ask(Say("More"), Patience);
        Assert.Equal(4, (await session.Page(new MessagePage(), page.Seq))!.Messages!.Value.Length);
        Assert.Null(await cluster.Grains.ChatSession(NewUser(), "nowhere").Page(new MessagePage(), -1));
    }

    /// <summary>Edits a message and returns the new one.</summary>
    private static async Task<NewMessage> Edit(IChatSession session, string messageId, string content)
    {
        var message = Say(content, content);
        await session.Edit(messageId, message);
        return message;
    }
}
