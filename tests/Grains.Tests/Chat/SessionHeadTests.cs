namespace YudaiV3.Chat;

public sealed class SessionHeadTests
{
    private const string Key = "session/7/talk";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static SessionHead New() => SessionHead.Start(new NewSession { SessionId = "talk" }, place: 3, Noon);

    private static NewMessage Say(string content) => new() { Content = content, ClientMessageId = content };

    [Fact]
    public void Ask_leaves_the_question_unanswered_until_Answer()
    {
        var asked = New().Ask(Key, Say("One"), 1, Noon);
        Assert.True(asked.Unanswered);
        var second = asked.Ask(Key, Say("Two"), 1, Noon);
        var once = second.Answer(1, new Message { Role = Speaker.Assistant }, Noon)!;
        Assert.True(once.Unanswered);
        Assert.False(once.Answer(2, new Message { Role = Speaker.System }, Noon)!.Unanswered);
        Assert.Null(once.Answer(1, new Message(), Noon));
    }

    [Fact]
    public void Cut_takes_the_oldest_events_and_keeps_the_figures()
    {
        var head = New();
        for (var n = 0; n < EventSegment.Size; n++)
            head = head.Ask(Key, Say($"{n}"), 2, Noon.AddSeconds(n));
        Assert.True(head.IsFull);
        var cut = head.Cut();
        Assert.Empty(cut.Tail);
        Assert.Equal(
            (1, 16, 32, 16),
            (cut.Sealed, cut.Fold.Statistics.TotalMessages, cut.Fold.Statistics.TotalTokens, cut.Seq)
        );
        Assert.Equal(cut.Fold, cut.BeforeTail);
        Assert.Equal(17, cut.Ask(Key, Say("next"), 1, Noon).Tail.Single().Seq);
    }

    [Fact]
    public void Close_twice_changes_nothing_the_second_time()
    {
        var closed = New().Close(Noon);
        Assert.Same(closed, closed.Close(Noon.AddHours(1)));
        Assert.True(closed.Ask(Key, Say("Again"), 1, Noon).IsActive);
    }

    [Fact]
    public void Start_shows_the_repository_where_there_is_no_title()
    {
        var repository = new RepositoryRef { Owner = "octo", Name = "cat" };
        Assert.Equal("octo/cat", SessionHead.Start(new NewSession { Repository = repository }, 0, Noon).Title);
        Assert.Equal(
            "Mine",
            SessionHead.Start(new NewSession { Repository = repository, Title = "Mine" }, 0, Noon).Title
        );
    }

    [Fact]
    public void Conversation_puts_answers_behind_their_questions()
    {
        var head = New().Ask(Key, Say("Q1"), 1, Noon).Ask(Key, Say("Q2"), 1, Noon).Ask(Key, Say("Q3"), 1, Noon);
        head = head.Answer(1, new Message { MessageId = MessageIds.CreateAnswer(Key, 1, 0), Content = "A1" }, Noon)!;
        head = head.Ask(Key, Say("Q4"), 1, Noon)
            .Answer(2, new Message { MessageId = MessageIds.CreateAnswer(Key, 2, 0), Content = "A2" }, Noon)!;
        Assert.Equal(["Q1", "A1", "Q2", "A2", "Q3"], Conversation.UpTo(head.Tail[2], head.Tail).Select(m => m.Content));
    }

    [Fact]
    public void SeqRange_Add_joins_what_touches_and_keeps_the_rest_apart()
    {
        var ranges = SeqRange.Add(SeqRange.Add(SeqRange.Add([], 10, 12), 20, 22), 1, 2);
        Assert.Equal([(1, 2), (10, 12), (20, 22)], ranges.Select(range => (range.From, range.Through)));
        Assert.Equal([(1, 2), (10, 22)], SeqRange.Add(ranges, 13, 19).Select(range => (range.From, range.Through)));
        Assert.Equal([(1, 30)], SeqRange.Add(ranges, 3, 30).Select(range => (range.From, range.Through)));
        foreach (var seq in Enumerable.Range(0, 25))
            Assert.Equal(
                seq is 1 or 2 or (>= 10 and <= 12) or (>= 20 and <= 22),
                SeqRange.Find(ranges, seq) is not null
            );
    }

    [Fact]
    public void SentMessages_say_from_where_on_they_are_complete()
    {
        var sent = new ClientMessageIndex(sealedBefore: 10);
        SessionEvent Event(long n) =>
            new()
            {
                Seq = n,
                Message = new Message { Content = $"{n}", ClientMessageId = $"id-{n}" },
            };
        for (var n = 10; n < 74; n++)
            sent.Sealed(n, [Event(n)]);
        Assert.Equal((10, 10), (sent.CompleteFrom, sent.Find("id-10")!.Seq));
        sent.Sealed(74, [Event(74)]);
        Assert.Equal(11, sent.CompleteFrom);
        Assert.Null(sent.Find("id-10"));
        Assert.Equal(74, sent.Find("id-74")!.Seq);
    }

    [Fact]
    public void SessionClock_rises_in_even_milliseconds_also_when_the_clock_goes_back()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon);
        var clock = new SessionClock(time, Noon.AddMilliseconds(11));
        Assert.Equal([12, 14, 16], Enumerable.Range(0, 3).Select(_ => (clock.Next() - Noon).TotalMilliseconds));
        time.Advance(TimeSpan.FromMilliseconds(101));
        Assert.Equal(100, (clock.Next() - Noon).TotalMilliseconds);
    }
}
