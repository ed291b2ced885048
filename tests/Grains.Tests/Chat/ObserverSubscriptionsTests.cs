using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

public sealed class ObserverSubscriptionsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Subscribe_receives_the_turn_in_the_order_of_its_timestamps()
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
        var received = await listener.Until(frame => frame is StatisticsFrame);
        var answer = received.OfType<EventFrame>().Single().Event;
        Assert.Equal((2, "One two"), (answer.Seq, answer.Message!.Content));
        Assert.Equal("two", string.Concat(received.OfType<DeltaFrame>().Select(d => d.Delta)));
        Assert.All(received.OfType<DeltaFrame>(), d => Assert.Equal(answer.Message.MessageId, d.MessageId));
        Assert.Equal(AgentState.Completed, received.OfType<StatusFrame>().Last().Status.Status);
        Assert.All(received.Zip(received.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
        Assert.All(received, frame =>
            Assert.Equal(received.IndexOf(frame) < received.FindIndex(e => e is EventFrame) ? 1 : 2, frame.Seq)
        );
        Assert.All(received, frame => Assert.Equal(0, frame.At.UtcTicks % (2 * TimeSpan.TicksPerMillisecond)));
        listener.Forget();
    }

    [Fact]
    public async Task Subscribe_during_an_answer_receives_the_text_so_far_and_then_the_rest()
    {
        var session = await cluster.NewSession();
        var early = new Listener(cluster.Grains);
        await session.Subscribe(early.Reference, 0);
        var script = cluster.Model.Script("joined");
        await session.Post(Say("@joined"));
        script.Words.Writer.TryWrite("One ");
        await early.Until(frame => frame is DeltaFrame);
        var late = new Listener(cluster.Grains);
        var subscription = (await session.Subscribe(late.Reference, 0))!;
        Assert.Equal((1, "One "), (subscription.Seq, subscription.Answering!.Delta));
        Assert.Equal("@joined", Assert.Single(subscription.Missed).Message!.Content);
        script.Words.Writer.TryWrite("two");
        script.Words.Writer.Complete();
        var rest = await late.UntilSeq(2);
        Assert.Equal("two", string.Concat(rest.OfType<DeltaFrame>().Select(d => d.Delta)));
        Assert.Equal(subscription.Answering.Index + 1, rest.OfType<DeltaFrame>().First().Index);
        Assert.Null((await session.Subscribe(late.Reference, 2))!.Answering);
        early.Forget();
        late.Forget();
    }

    [Fact]
    public async Task Subscribe_during_many_posts_receives_each_event_once()
    {
        var session = await cluster.NewSession();
        var posting = Task.WhenAll(Enumerable.Range(0, 100).Select(n => session.Post(Say($"Message {n}"))));
        var listeners = Enumerable.Range(0, 10).Select(_ => new Listener(cluster.Grains)).ToArray();
        await Parallel.ForEachAsync(listeners, async (listener, _) =>
        {
            var subscription = (await session.Subscribe(listener.Reference, 0))!;
            var known = subscription.Missed.Select(e => e.Seq).ToList();
            Assert.Equal(subscription.Seq, known.Count);
            if (subscription.Seq < 200)
                known.AddRange((await listener.UntilSeq(200)).OfType<EventFrame>().Select(frame => frame.Event.Seq));
            Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), known);
            listener.Forget();
        });
        await posting;
    }

    [Fact]
    public async Task Rename_publishes_a_state_change()
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
