using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>What happens to a session when storage or an activation fails.</summary>
public sealed class ChatSessionFaultTests(GrainCluster cluster)
{
    [Theory]
    [InlineData(WriteFate.Refused)]
    [InlineData(WriteFate.DoneButReportedAsFailed)]
    public async Task Post_when_the_write_fails_can_be_sent_again_and_is_there_once(WriteFate fate)
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Before"), Patience);
        using (cluster.Fail(session, "chat-session", fate))
            await Assert.ThrowsAsync<UnavailableException>(() => session.Post(Say("Now", "the-id")));
        var sent = await session.Ask(Say("Now", "the-id"), Patience);
        Assert.Equal("You said: Now", sent.Answer!.Content);
        Assert.Equal(
            ["Before", "You said: Before", "Now", "You said: Now"],
            (await session.Messages(new MessagePage()))!.Value.Select(m => m.Content)
        );
    }

    [Fact]
    public async Task Post_when_the_write_is_refused_shows_nothing_of_it_to_anybody()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Before"), Patience);
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 2);
        using (cluster.Fail(session, "chat-session", WriteFate.Refused))
            await Assert.ThrowsAsync<UnavailableException>(() => session.Post(Say("Never")));
        await listener.Left.Task.WaitAsync(Patience);
        Assert.Equal(2, (await session.Describe())!.TotalMessages);
        Assert.Equal(2, (await session.Subscribe(listener.Reference, 0))!.Seq);
        await session.Post(Say("After"));
        var heard = await listener.UntilSeq(3);
        Assert.Equal("After", heard.OfType<EventFrame>().Single().Event.Message!.Content);
        listener.Forget();
    }

    [Theory]
    [InlineData("chat-events/0", WriteFate.Refused)]
    [InlineData("chat-events/0", WriteFate.DoneButReportedAsFailed)]
    [InlineData("chat-sent/", WriteFate.Refused)]
    [InlineData("chat-sent/", WriteFate.DoneButReportedAsFailed)]
    public async Task Sealing_that_fails_half_way_loses_and_doubles_nothing(string record, WriteFate fate)
    {
        var session = await cluster.NewSession();
        for (var n = 0; n < 7; n++)
            await session.Ask(Say($"Message {n}", $"id-{n}"), Patience);
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 14);
        using (cluster.Fail(session, record, fate))
        {
            await session.Post(Say("Message 7", "id-7")); // its answer fills the tail
            await listener.Left.Task.WaitAsync(Patience);
        }
        for (var n = 0; n < 9; n++)
            await session.Ask(Say($"Message {n}", $"id-{n}"), Patience);
        var events = (await session.Events(0, 500))!.Value;
        Assert.Equal(Enumerable.Range(1, 18).Select(n => (long)n), events.Select(e => e.Seq));
        Assert.Equal(
            Enumerable.Range(0, 9).Select(n => $"Message {n}"),
            events.Where(e => e.Message!.Role == Speaker.User).Select(e => e.Message!.Content)
        );
        listener.Forget();
    }

    [Fact]
    public async Task Answer_when_the_activation_ends_meanwhile_is_written_by_the_next_one_once()
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
    public async Task Answer_when_the_model_fails_is_a_message_of_the_system_and_the_next_question_is_answered()
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
    public async Task Ask_when_patience_ends_gets_no_answer_yet_and_the_same_request_waits_for_it_again()
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
