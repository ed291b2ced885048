using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>What those hear who watch a session, and how an answer is stopped.</summary>
public sealed class ChatSessionLiveTests(GrainCluster cluster)
{
    [Fact]
    public async Task Watch_hears_the_turn_in_the_order_of_its_stamps()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        var script = cluster.Model.Script("turn");
        await session.Post(Say("@turn"));
        script.Words.Writer.TryWrite("One ");
        await listener.Until(frame => frame is DeltaFrame);
        script.Words.Writer.TryWrite("two");
        script.Words.Writer.Complete();
        var heard = await listener.Until(frame => frame is StatisticsFrame);
        var answer = heard.OfType<EventFrame>().Single().Event;
        Assert.Equal((2, "One two"), (answer.Seq, answer.Message!.Content));
        Assert.Equal("two", string.Concat(heard.OfType<DeltaFrame>().Select(d => d.Delta)));
        Assert.All(heard.OfType<DeltaFrame>(), d => Assert.Equal(answer.Message.MessageId, d.MessageId));
        Assert.Equal(AgentState.Completed, heard.OfType<StatusFrame>().Last().Status.Status);
        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
        Assert.All(heard, frame =>
            Assert.Equal(heard.IndexOf(frame) < heard.FindIndex(e => e is EventFrame) ? 1 : 2, frame.Seq)
        );
        Assert.All(heard, frame => Assert.Equal(0, frame.At.UtcTicks % (2 * TimeSpan.TicksPerMillisecond)));
        listener.Forget();
    }

    [Fact]
    public async Task Watch_in_the_middle_of_an_answer_gets_what_was_written_and_then_the_rest()
    {
        var session = await cluster.NewSession();
        var early = new Listener(cluster.Grains);
        await session.Subscribe(early.Reference, 0);
        var script = cluster.Model.Script("joined");
        await session.Post(Say("@joined"));
        script.Words.Writer.TryWrite("One ");
        await early.Until(frame => frame is DeltaFrame);
        var late = new Listener(cluster.Grains);
        var watch = (await session.Subscribe(late.Reference, 0))!;
        Assert.Equal((1, "One "), (watch.Seq, watch.Answering!.Delta));
        Assert.Equal("@joined", Assert.Single(watch.Missed).Message!.Content);
        script.Words.Writer.TryWrite("two");
        script.Words.Writer.Complete();
        var rest = await late.UntilSeq(2);
        Assert.Equal("two", string.Concat(rest.OfType<DeltaFrame>().Select(d => d.Delta)));
        Assert.Equal(watch.Answering.Index + 1, rest.OfType<DeltaFrame>().First().Index);
        Assert.Null((await session.Subscribe(late.Reference, 2))!.Answering);
        early.Forget();
        late.Forget();
    }

    [Fact]
    public async Task Watch_while_many_post_misses_nothing_and_hears_nothing_twice()
    {
        var session = await cluster.NewSession();
        var posting = Task.WhenAll(Enumerable.Range(0, 100).Select(n => session.Post(Say($"Message {n}"))));
        var listeners = Enumerable.Range(0, 10).Select(_ => new Listener(cluster.Grains)).ToArray();
        await Parallel.ForEachAsync(listeners, async (listener, _) =>
        {
            var watch = (await session.Subscribe(listener.Reference, 0))!;
            var known = watch.Missed.Select(e => e.Seq).ToList();
            Assert.Equal(watch.Seq, known.Count);
            if (watch.Seq < 200)
                known.AddRange((await listener.UntilSeq(200)).OfType<EventFrame>().Select(frame => frame.Event.Seq));
            Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), known);
            listener.Forget();
        });
        await posting;
    }

    [Fact]
    public async Task Stop_cuts_the_model_off_and_keeps_what_was_written()
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
        Assert.False(await session.Stop());
        Assert.Equal(AgentState.Idle, (await session.Statistics())!.AgentStatus.Status);
        listener.Forget();
    }

    [Fact]
    public async Task Post_while_an_answer_is_written_is_taken_at_once_and_answered_next()
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
    public async Task Rename_lets_those_who_watch_look_again()
    {
        var session = await cluster.NewSession();
        var listener = new Listener(cluster.Grains);
        await session.Subscribe(listener.Reference, 0);
        await session.Rename("Better");
        Assert.IsType<StateChangedFrame>(Assert.Single(await listener.Until(_ => true)));
        await session.Unsubscribe(listener.Reference);
        listener.Forget();
    }
}
