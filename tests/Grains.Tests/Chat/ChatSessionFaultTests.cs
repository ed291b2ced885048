using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>A session whose storage fails.</summary>
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
        Assert.Equal(2, (await session.Describe())!.TotalMessages);
        Assert.Equal(2, (await session.Subscribe(listener.Reference, 0))!.Seq);
        await session.Post(Say("After"));
        var received = await listener.UntilSeq(3);
        Assert.Equal("After", received.OfType<EventFrame>().Single().Event.Message!.Content);
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
        using (var fault = cluster.Fail(session, record, fate))
        {
            await session.Post(Say("Message 7", "id-7")); // its answer fills the tail
            await fault.Hit.WaitAsync(Patience);
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
    public async Task Two_devices_with_failing_storage_lose_and_double_no_acknowledged_change()
    {
        var session = await cluster.NewSession();
        await Task.WhenAll(Device("a"), Device("b"), Breaker());
        var events = (await session.Events(0, 500))!.Value;
        var messages = (await session.Messages(new MessagePage { IncludeSuperseded = true }))!.Value;
        var contents = messages.Select(m => m.Content).ToArray();
        Assert.Equal(Enumerable.Range(1, events.Length).Select(n => (long)n), events.Select(e => e.Seq));
        Assert.All(from device in "ab" from n in Enumerable.Range(0, 20) select $"{device} {n}", content =>
            Assert.Single(contents, content)
        );
        Assert.Equal(20, (await session.Cards())!.Value.Length);

        async Task Device(string name)
        {
            for (var n = 0; n < 20; n++)
            {
                await Persist(() => session.Post(Say($"{name} {n}", $"{name}-{n}")));
                if (n % 2 == 0)
                    await Persist(() =>
                        session.AddCard(
                            new NewCard
                            {
                                Title = name,
                                Content = "x",
                                RequestId = $"{name}-{n}",
                            }
                        )
                    );
                await Persist(() => session.Rename($"{name} {n}"));
            }
        }

        async Task Breaker()
        {
            for (var n = 0; n < 10; n++)
            {
                using (cluster.Fail(session, n % 3 == 0 ? "chat-" : "chat-session", (WriteFate)(1 + n % 2)))
                    await Persist(() => session.Post(Say($"breaker {n}", $"breaker-{n}")));
            }
        }

        static async Task<T> Persist<T>(Func<Task<T>> call)
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    return await call();
                }
                catch (UnavailableException) when (tries < 50) { }
            }
        }
    }
}
