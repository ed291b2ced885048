using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>Edits, regenerated answers, and cards.</summary>
public sealed class ChatSessionChangeTests(GrainCluster cluster)
{
    private static async Task<string[]> Contents(IChatSession session, bool superseded = false) =>
        [.. (await session.Messages(new MessagePage { IncludeSuperseded = superseded }))!.Value.Select(m => m.Content)];

    [Fact]
    public async Task Edit_supersedes_the_message_and_all_after_it()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("One"), Patience);
        var two = await session.Ask(Say("Two"), Patience);
        await session.Ask(Say("Three"), Patience);
        var edited = await session.Edit(two.Posted.MessageId, Say("Two, better", "edit"));
        await session.Ask(Say("Two, better", "edit"), Patience);
        Assert.Equal(["One", "You said: One", "Two, better", "You said: Two, better"], await Contents(session));
        Assert.Equal(
            [
                "One",
                "You said: One",
                "Two",
                "You said: Two",
                "Three",
                "You said: Three",
                "Two, better",
                "You said: Two, better",
            ],
            await Contents(session, superseded: true)
        );
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal((edited.MessageId, two.Posted.MessageId), (messages[2].MessageId, messages[2].Supersedes));
        Assert.Equal((4, 2, 2, 4), await Statistics(session));
        await Assert.ThrowsAsync<ConflictException>(() => session.Edit(two.Posted.MessageId, Say("Again")));
        await Assert.ThrowsAsync<NotFoundException>(() => session.Edit(two.Answer!.MessageId, Say("Not mine")));
        await Assert.ThrowsAsync<NotFoundException>(() => session.Edit(Guid.NewGuid().ToString(), Say("Nobody's")));
        Assert.Equal(edited, await session.Edit(two.Posted.MessageId, Say("Two, better", "edit")));
    }

    [Fact]
    public async Task Edit_of_a_message_that_is_being_answered_drops_that_answer()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("dropped");
        var posted = await session.Post(Say("@dropped", "first"));
        var asking = session.Ask(Say("@dropped", "first"), Patience);
        await script.Prompts.Reader.ReadAsync();
        await session.Edit(posted.MessageId, Say("Instead", "second"));
        await script.HungUp.Task.WaitAsync(Patience);
        await Assert.ThrowsAsync<ConflictException>(() => asking);
        await session.Ask(Say("Instead", "second"), Patience);
        Assert.Equal(["@dropped", "Instead", "You said: Instead"], await Contents(session, superseded: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Regenerate_puts_a_new_answer_in_the_place_of_the_old_one(bool moved)
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Before"), Patience);
        var script = cluster.Model.Script($"again-{moved}");
        script.Words.Writer.TryWrite("First");
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 2);
        var asking = session.Ask(Say($"@again-{moved}"), Patience);
        await script.Prompts.Reader.ReadAsync();
        await listener.Until(frame => frame is DeltaFrame);
        await session.Stop();
        var old = (await asking).Answer!;
        var requested = await session.Regenerate(old.MessageId);
        Assert.Equal(requested, await session.Regenerate(old.MessageId));
        var prompt = await script.Prompts.Reader.ReadAsync();
        Assert.Equal(["Before", "You said: Before", $"@again-{moved}"], prompt.TakeLast(3).Select(m => m.Text));
        if (moved)
            await cluster.Move(session);
        await session.Subscribe(listener.Reference, 4);
        script.Words.Writer.TryWrite("Second");
        script.Words.Writer.Complete();
        await listener.UntilSeq(5);
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal(["Before", "You said: Before", $"@again-{moved}", "Second"], messages.Select(m => m.Content));
        Assert.Equal(
            (requested.MessageId, old.MessageId, old.InReplyTo),
            (messages[3].MessageId, messages[3].Supersedes, messages[3].InReplyTo)
        );
        Assert.Equal(5, (await Contents(session, superseded: true)).Length);
        Assert.Equal((4, 2, 2, 3), await Statistics(session));
        Assert.Equal(requested, await session.Regenerate(old.MessageId));
        await Assert.ThrowsAsync<NotFoundException>(() => session.Regenerate(old.InReplyTo!));
        listener.Forget();
    }

    [Fact]
    public async Task AddCard_is_an_event_and_its_content_goes_into_the_prompt_of_any_session_of_its_owner()
    {
        var owner = NewUser();
        var (one, two) = (cluster.Grains.ChatSession(owner, "one"), cluster.Grains.ChatSession(owner, "two"));
        await one.Start(new NewSession { SessionId = "one" });
        await two.Start(new NewSession { SessionId = "two" });
        var listener = new Listener(cluster.Grains);
        await one.Subscribe(listener.Reference, 0);
        var wanted = new NewCard
        {
            Title = "Facts",
            Content = "The cat is called Mona.",
            Source = CardSource.Manual,
            RequestId = "request",
        };
        var card = await one.AddCard(wanted);
        Assert.Equal(card.Id, (await one.AddCard(wanted)).Id);
        Assert.InRange(long.Parse(card.Id, System.Globalization.CultureInfo.InvariantCulture), 0, 1L << 53);
        Assert.Equal(card, (await listener.UntilSeq(1)).OfType<EventFrame>().Single().Event.Card!.Card);
        await cluster.Move(one);
        Assert.Equal([card], (await one.Cards())!.Value);
        var exchange = await two.Ask(Say("Who?") with { ContextCards = [card.Id, "77", "no id"] }, Patience);
        Assert.Equal([card.Id, "77", "no id"], (await two.Messages(new MessagePage()))!.Value[0].ContextCards);
        Assert.NotNull(exchange.Answer);
        Assert.True(await one.RemoveCard(card.Id));
        Assert.False(await one.RemoveCard(card.Id));
        Assert.Empty((await one.Cards())!.Value);
        Assert.Equal(0, (await one.Describe())!.ContextCardCount);
        listener.Forget();
    }

    private static async Task<(int, int, int, int)> Statistics(IChatSession session)
    {
        var statistics = (await session.Statistics())!.Statistics;
        return (
            statistics.TotalMessages,
            statistics.UserMessages,
            statistics.AssistantMessages,
            statistics.AgentActions
        );
    }
}
