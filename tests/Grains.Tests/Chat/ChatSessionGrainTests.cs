using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

public sealed class ChatSessionGrainTests(GrainCluster cluster)
{
    [Fact]
    public async Task Ask_answers_and_both_messages_are_in_the_log()
    {
        var session = await cluster.NewSession();
        var exchange = await session.Ask(Say("Hello"), Patience);
        Assert.Equal("You said: Hello", exchange.Answer!.Content);
        Assert.Equal(Speaker.Assistant, exchange.Answer.Role);
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal(["Hello", "You said: Hello"], messages.Select(m => m.Content));
        Assert.Equal(exchange.Posted.MessageId, messages[0].MessageId);
        Assert.Equal(exchange.Posted.MessageId, messages[1].InReplyTo);
        Assert.Equal(messages.Select(m => m.MessageId), exchange.Conversation.Select(m => m.MessageId));
    }

    [Fact]
    public async Task Post_to_a_missing_session_is_refused_and_creates_none()
    {
        var session = cluster.Grains.ChatSession(NewUser(), "nowhere");
        await Assert.ThrowsAsync<NotFoundException>(() => session.Post(Say("Hello")));
        Assert.Null(await session.Describe());
        Assert.Null(await session.Open(new MessagePage()));
        Assert.Null(await session.Touch());
        Assert.Null(await session.Events(0, 10));
    }

    [Fact]
    public async Task Post_with_a_new_session_creates_it()
    {
        var session = cluster.Grains.ChatSession(NewUser(), "any / id ü");
        await session.Post(Say("Hello") with { Session = new NewSession { SessionId = "any / id ü" } });
        Assert.Equal("any / id ü", (await session.Describe())!.SessionId);
    }

    [Fact]
    public async Task Post_200_at_once_gives_each_its_own_seq_without_gaps_and_answers_all_in_order()
    {
        var session = await cluster.NewSession();
        var posted = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => session.Post(Say($"Message {n}"))));
        Assert.Equal(200, posted.Select(p => p.Seq).Distinct().Count());
        var listener = new Listener(cluster.Grains);
        var subscription = (await session.Subscribe(listener.Reference, 0))!;
        if (subscription.Seq < 400)
            await listener.UntilSeq(400);
        var events = (await session.Events(0, 500))!.Value;
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), events.Select(e => e.Seq));
        Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
        var questions = events.Where(e => e.Message!.Role == Speaker.User).Select(e => e.Message!.MessageId);
        Assert.Equal(
            questions,
            events.Where(e => e.Message!.Role == Speaker.Assistant).Select(e => e.Message!.InReplyTo!)
        );
        Assert.Equal(400, (await session.Statistics())!.Statistics.TotalMessages);
        listener.Forget();
    }

    [Fact]
    public async Task Post_the_same_id_50_times_at_once_is_one_message_and_one_answer()
    {
        var session = await cluster.NewSession();
        var content = $"Once {Guid.NewGuid()}";
        var exchanges = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => session.Ask(Say(content, "the-id"), Patience))
        );
        Assert.Single(exchanges.Select(e => e.Posted.MessageId).Distinct());
        Assert.Single(exchanges.Select(e => e.Answer!.MessageId).Distinct());
        Assert.Equal(2, (await session.Describe())!.TotalMessages);
        Assert.Equal(1, cluster.Model.Calls[content]);
    }

    [Fact]
    public async Task Post_a_known_id_with_another_content_is_a_conflict()
    {
        var session = await cluster.NewSession();
        await session.Post(Say("One", "the-id"));
        await Assert.ThrowsAsync<ConflictException>(() => session.Post(Say("Two", "the-id")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_a_known_id_again_long_after_it_was_sealed_is_the_same_message(bool moved)
    {
        var session = await cluster.NewSession();
        var first = await session.Ask(Say("First", "the-id"), Patience);
        for (var n = 0; n < 20; n++)
            await session.Ask(Say($"More {n}"), Patience);
        if (moved)
            await cluster.Move(session);
        var again = await session.Ask(Say("First", "the-id"), Patience);
        Assert.Equal(first.Posted, again.Posted);
        Assert.Equal(first.Answer!.MessageId, again.Answer!.MessageId);
        await Assert.ThrowsAsync<ConflictException>(() => session.Post(Say("Other", "the-id")));
        Assert.Equal(42, (await session.Describe())!.TotalMessages);
    }

    [Fact]
    public async Task Messages_page_backward_and_forward_through_segments_without_gap_or_repeat()
    {
        var session = await cluster.NewSession();
        for (var n = 0; n < 30; n++)
            await session.Ask(Say($"Message {n}"), Patience);
        await cluster.Move(session);
        var all = (await session.Messages(new MessagePage { Limit = 500 }))!.Value;
        Assert.Equal(60, all.Length);
        List<Message> paged = [];
        string? before = null;
        while (true)
        {
            var page = (await session.Messages(new MessagePage { Limit = 7, Before = before }))!.Value;
            if (page.IsEmpty)
                break;
            paged.InsertRange(0, page);
            before = page[0].MessageId;
        }
        Assert.Equal(all.Select(m => m.MessageId), paged.Select(m => m.MessageId));
        List<Message> forward = [];
        while (
            (
                await session.Messages(new MessagePage { Limit = 7, After = forward.LastOrDefault()?.MessageId ?? "" })
            )!.Value
                is { IsEmpty: false } next
        )
            forward.AddRange(next);
        Assert.Equal(all.Select(m => m.MessageId), forward.Select(m => m.MessageId));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            session.Messages(new MessagePage { Before = Guid.NewGuid().ToString() })
        );
    }

    [Fact]
    public async Task Close_deactivates_the_session_until_the_next_message()
    {
        var session = await cluster.NewSession();
        await session.Ask(Say("Hello"), Patience);
        Assert.False((await session.Close())!.IsActive);
        Assert.Equal(2, (await session.Messages(new MessagePage()))!.Value.Length);
        await session.Post(Say("Again"));
        Assert.True((await session.Describe())!.IsActive);
    }

    [Fact]
    public async Task Rename_is_kept_and_a_blank_title_is_refused()
    {
        var session = await cluster.NewSession();
        Assert.Equal("octo/cat", (await session.Describe())!.Title);
        await session.Rename("Better");
        await cluster.Move(session);
        Assert.Equal("Better", (await session.Describe())!.Title);
        await Assert.ThrowsAsync<InvalidException>(() => session.Rename(" "));
    }

    [Fact]
    public async Task Statistics_add_up_across_segments()
    {
        var session = await cluster.NewSession();
        for (var n = 0; n < 12; n++)
            await session.Ask(Say($"Message {n}") with { FileContext = ["a.cs", "b.cs"] }, Patience);
        await cluster.Move(session);
        var statistics = (await session.Statistics())!.Statistics;
        var messages = (await session.Messages(new MessagePage()))!.Value;
        Assert.Equal(
            (24, 12, 12, 12, 24),
            (
                statistics.TotalMessages,
                statistics.UserMessages,
                statistics.AssistantMessages,
                statistics.AgentActions,
                statistics.FilesProcessed
            )
        );
        Assert.Equal(messages.Sum(m => m.Tokens), statistics.TotalTokens);
    }

    [Fact]
    public async Task RedeemTicket_gives_the_login_once()
    {
        var session = await cluster.NewSession();
        var login = new WebSocketLogin
        {
            UserId = 7,
            TokenId = "jwt",
            ExpiresAt = DateTimeOffset.MaxValue,
        };
        var ticket = await session.IssueTicket(login);
        Assert.StartsWith("7.", ticket);
        Assert.Null(await session.RedeemTicket(ticket + "x"));
        Assert.Equal(login, await session.RedeemTicket(ticket!));
        Assert.Null(await session.RedeemTicket(ticket!));
    }

    [Fact]
    public async Task Report_publishes_other_agents_but_never_DAifu()
    {
        var session = await cluster.NewSession();
        await session.Report(
            new AgentStatus
            {
                Type = AgentType.Coder,
                Status = AgentState.Processing,
                Progress = 40,
            }
        );
        Assert.Equal(AgentType.Coder, (await session.Statistics())!.AgentStatus.Type);
        await Assert.ThrowsAsync<InvalidException>(() => session.Report(new AgentStatus { Type = AgentType.Daifu }));
    }
}
