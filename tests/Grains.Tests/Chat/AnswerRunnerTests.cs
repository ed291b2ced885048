using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

public sealed class AnswerRunnerTests(GrainCluster cluster)
{
    [Fact]
    public async Task Stop_cancels_the_model_call_and_keeps_the_text_written_so_far()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        var script = cluster.Model.Script("stopped");
        await session.Post(Say("@stopped"));
        script.Words.Writer.TryWrite("Half of");
        await listener.Until(frame => frame is DeltaFrame);
        Assert.True(await session.Stop());
        await script.HungUp.Task.WaitAsync(Patience);
        await cluster.Move(session);
        var answer = (await session.Messages(new MessagePage()))!.Value[1];
        Assert.Equal(("Half of", true), (answer.Content, answer.Metadata!.Stopped));
        Assert.True(await session.Stop()); // means the same answer
        Assert.Equal(AgentState.Idle, (await session.Statistics())!.AgentStatus.Status);
        listener.Forget();
    }

    [Fact]
    public async Task Post_during_an_answer_is_accepted_at_once_and_answered_next()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        var script = cluster.Model.Script("first");
        await session.Post(Say("@first"));
        await script.Prompts.Reader.ReadAsync();
        var second = cluster.Model.Script("second");
        var posted = await session.Post(Say("@second"));
        Assert.Equal(2, posted.Seq);
        script.Words.Writer.TryWrite("Answer 1");
        script.Words.Writer.Complete();
        var prompt = await second.Prompts.Reader.ReadAsync();
        Assert.Equal(["@first", "Answer 1", "@second"], prompt.TakeLast(3).Select(m => m.Text));
        second.Words.Writer.TryWrite("Answer 2");
        second.Words.Writer.Complete();
        await listener.UntilSeq(4);
        await session.Ask(Say("Third"), Patience);
        Assert.Equal(
            ["@first", "@second", "Answer 1", "Answer 2", "Third", "You said: Third"],
            (await session.Messages(new MessagePage()))!.Value.Select(m => m.Content)
        );
        listener.Forget();
    }

    [Fact]
    public async Task Answer_when_the_activation_ends_is_written_once_by_the_next_one()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("moves");
        var posted = await session.Post(Say("@moves please"));
        await script.Prompts.Reader.ReadAsync();
        await cluster.Move(session);
        await script.HungUp.Task.WaitAsync(Patience);
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 1);
        await script.Prompts.Reader.ReadAsync();
        script.Words.Writer.TryWrite("Here it is");
        script.Words.Writer.Complete();
        await listener.UntilSeq(2);
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal(["@moves please", "Here it is"], messages.Select(m => m.Content));
        Assert.Equal(posted.MessageId, messages[1].InReplyTo);
        listener.Forget();
    }

    [Fact]
    public async Task Answer_when_the_model_fails_is_a_system_message_and_the_next_question_is_answered()
    {
        var session = await cluster.NewSession();
        cluster.Model.Script("broken").Words.Writer.Complete(new InvalidOperationException("secret-detail"));
        var failed = await session.Ask(Say("@broken"), Patience);
        Assert.Equal(Speaker.System, failed.Answer!.Role);
        Assert.False(string.IsNullOrEmpty(failed.Answer.ErrorMessage));
        Assert.DoesNotContain("secret-detail", failed.Answer.Content);
        Assert.Equal("You said: Next", (await session.Ask(Say("Next"), Patience)).Answer!.Content);
    }

    [Fact]
    public async Task Ask_after_a_timeout_waits_for_the_same_answer_again()
    {
        var session = await cluster.NewSession();
        var script = cluster.Model.Script("slow");
        var first = await session.Ask(Say("@slow", "the-id"), TimeSpan.Zero);
        Assert.Null(first.Answer);
        var second = session.Ask(Say("@slow", "the-id"), Patience);
        script.Words.Writer.TryWrite("At last");
        script.Words.Writer.Complete();
        Assert.Equal("At last", (await second).Answer!.Content);
        Assert.Equal(first.Posted, (await second).Posted);
    }
}
