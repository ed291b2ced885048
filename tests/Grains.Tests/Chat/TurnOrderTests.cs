using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>Orders of posts, edits, regenerations and stops that must leave each live question its answer.</summary>
public sealed class TurnOrderTests(GrainCluster cluster)
{
    private static async Task<string[]> Contents(IChatSession session) =>
        [.. (await session.Messages(new MessagePage()))!.Value.Select(message => message.Content)];

    [Fact]
    public async Task Edit_of_a_later_question_leaves_the_answer_in_progress()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("earlier");
        await session.Post(Say("@earlier", "1"));
        var asking = session.Ask(Say("@earlier", "1"), Patience);
        await script.Prompts.Reader.ReadAsync();
        var second = await session.Post(Say("Second"));
        await session.Edit(second.MessageId, Say("Second, better", "edit"));
        script.Words.Writer.TryWrite("First answer");
        script.Words.Writer.Complete();
        Assert.Equal("First answer", (await asking).Answer!.Content);
        await session.Ask(Say("Second, better", "edit"), Patience);
        Assert.Equal(
            ["@earlier", "Second, better", "First answer", "You said: Second, better"],
            await Contents(session)
        );
        Assert.Equal(1, cluster.Model.Calls["@earlier"]);
        Assert.False(cluster.Model.Calls.ContainsKey("Second"));
    }

    [Fact]
    public async Task Edit_keeps_answers_to_earlier_questions_that_came_later_and_counts_them()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("late");
        await session.Post(Say("@late"));
        var second = await session.Post(Say("Two", "2"));
        script.Words.Writer.TryWrite("Late answer");
        script.Words.Writer.Complete();
        await session.Ask(Say("Two", "2"), Patience);
        await session.Edit(second.MessageId, Say("Two, better", "edit"));
        await session.Ask(Say("Two, better", "edit"), Patience);
        Assert.Equal(["@late", "Late answer", "Two, better", "You said: Two, better"], await Contents(session));
        Assert.Equal(4, (await session.Describe())!.TotalMessages);
    }

    [Fact]
    public async Task Edit_of_a_later_question_keeps_a_requested_regeneration()
    {
        var session = await cluster.NewSession();
        var first = await session.Ask(Say("One"), Patience);
        var script = cluster.Model.Script("blocks");
        var second = await session.Post(Say("@blocks", "2"));
        await script.Prompts.Reader.ReadAsync();
        var requested = await session.Regenerate(first.Answer!.MessageId);
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 3);
        await session.Edit(second.MessageId, Say("Two", "edit"));
        await listener.UntilSeq(6);
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal(["One", "Two", "You said: Two", "You said: One"], messages.Select(message => message.Content));
        Assert.Equal(requested.MessageId, messages[3].MessageId);
        Assert.Equal(4, (await session.Describe())!.TotalMessages);
        listener.Forget();
    }

    [Fact]
    public async Task Edit_of_an_edit_counts_nothing_twice()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("One"), Patience);
        var two = await session.Ask(Say("Two"), Patience);
        var edited = await session.Edit(two.Posted.MessageId, Say("Two b", "b"));
        await session.Ask(Say("Two b", "b"), Patience);
        await session.Edit(edited.MessageId, Say("Two c", "c"));
        await session.Ask(Say("Two c", "c"), Patience);
        Assert.Equal((4, 4), ((await session.Describe())!.TotalMessages, (await Contents(session)).Length));
    }

    [Fact]
    public async Task Text_of_a_dropped_answer_is_shown_to_nobody_after_the_edit()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        var script = cluster.Model.Script("unwanted");
        var posted = await session.Post(Say("@unwanted"));
        script.Words.Writer.TryWrite("Text that ");
        await listener.Until(frame => frame is DeltaFrame);
        script.Words.Writer.TryWrite("nobody wants");
        var next = cluster.Model.Script("wanted");
        await session.Edit(posted.MessageId, Say("@wanted"));
        Assert.Null((await session.Subscribe(listener.Reference, 2))!.Answering);
        next.Words.Writer.TryWrite("Good");
        next.Words.Writer.Complete();
        var after = (await listener.UntilSeq(3)).SkipWhile(frame => frame is not EventFrame { Event.Seq: 2 });
        Assert.Equal("Good", string.Concat(after.OfType<DeltaFrame>().Select(delta => delta.Delta)));
        listener.Forget();
    }

    [Fact]
    public async Task Answer_that_cannot_be_written_is_kept_and_not_asked_for_again()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        var script = cluster.Model.Script("kept");
        await session.Post(Say("@kept"));
        await script.Prompts.Reader.ReadAsync();
        using (var fault = cluster.Fail(session, "chat-session", WriteFate.Refused, writes: 4))
        {
            script.Words.Writer.TryWrite("Precious");
            script.Words.Writer.Complete();
            await fault.Hit.WaitAsync(Patience);
        }
        await listener.UntilSeq(2);
        Assert.Equal(["@kept", "Precious"], await Contents(session));
        Assert.Equal(1, cluster.Model.Calls["@kept"]);
        listener.Forget();
    }

    [Fact]
    public async Task Model_is_not_called_again_while_the_attempt_cannot_be_counted()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("uncounted");
        await session.Post(Say("@uncounted"));
        await script.Prompts.Reader.ReadAsync();
        using (var fault = cluster.Fail(session, "chat-session", WriteFate.Refused, writes: 4))
        {
            await cluster.Move(session);
            await session.Describe(); // activates it, as an open tab does
            await fault.Hit.WaitAsync(Patience);
            Assert.Equal(1, cluster.Model.Calls["@uncounted"]);
        }
        await script.Prompts.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(2, cluster.Model.Calls["@uncounted"]);
        script.Words.Writer.Complete();
    }

    [Fact]
    public async Task Prompt_has_the_messages_before_many_cards_and_edits()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Remember the word swordfish"), Patience);
        for (var n = 0; n < 45; n++)
            await session.AddCard(
                new NewCard
                {
                    Title = "t",
                    Content = "c",
                    RequestId = $"{n}",
                }
            );
        var two = await session.Ask(Say("Two"), Patience);
        for (var n = 0; n < 3; n++)
            two = two with { Posted = await session.Edit(two.Posted.MessageId, Say($"Two {n}")) };
        var script = cluster.Model.Script("recalls");
        await session.Post(Say("@recalls"));
        var prompt = await script.Prompts.Reader.ReadAsync();
        Assert.Contains(prompt, message => message.Text == "Remember the word swordfish");
        script.Words.Writer.Complete();
    }

    [Fact]
    public async Task Stop_that_names_another_message_stops_nothing()
    {
        var session = await cluster.NewSession();
        var first = await session.Ask(Say("One"), Patience);
        var script = cluster.Model.Script("goes-on");
        var posted = await session.Post(Say("@goes-on", "2"));
        await script.Prompts.Reader.ReadAsync();
        Assert.False(await session.StopAnswer(first.Posted.MessageId));
        script.Words.Writer.TryWrite("Whole");
        script.Words.Writer.Complete();
        Assert.Equal("Whole", (await session.Ask(Say("@goes-on", "2"), Patience)).Answer!.Content);
        Assert.False(await session.StopAnswer(posted.MessageId));
    }

    [Fact]
    public async Task Stop_twice_without_a_name_stops_one_answer()
    {
        var session = await cluster.NewSession();
        var first = cluster.Model.Script("stopped-twice");
        var second = cluster.Model.Script("not-stopped");
        var question = await session.Post(Say("@stopped-twice"));
        await first.Prompts.Reader.ReadAsync();
        await session.Post(Say("@not-stopped", "2"));
        Assert.True(await session.Stop());
        await second.Prompts.Reader.ReadAsync();
        Assert.True(await session.Stop());
        Assert.True(await session.StopAnswer(question.MessageId)); // repeated after a lost reply
        second.Words.Writer.TryWrite("Whole");
        second.Words.Writer.Complete();
        Assert.Equal("Whole", (await session.Ask(Say("@not-stopped", "2"), Patience)).Answer!.Content);
    }

    [Fact]
    public async Task Stop_right_after_an_activation_stops_the_resumed_answer()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("resumed");
        await session.Post(Say("@resumed"));
        await script.Prompts.Reader.ReadAsync();
        await cluster.Move(session);
        Assert.True(await session.Stop());
        Assert.True((await session.Messages(new MessagePage()))!.Value[1].Metadata!.Stopped);
    }

    [Fact]
    public async Task Messages_at_an_event_do_not_change_with_an_edit()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("One"), Patience);
        var two = await session.Ask(Say("Two"), Patience);
        var page = new MessagePage { AtSeq = 4, After = "" };
        var before = (await session.Messages(page))!.Value.Select(message => message.Content).ToArray();
        await session.Edit(two.Posted.MessageId, Say("Two, better"));
        Assert.Equal(before, (await session.Messages(page))!.Value.Select(message => message.Content));
    }
}
