namespace YudaiV3.Chat;

public sealed class SessionHeadTests
{
    private const string Key = "session/7/talk";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static SessionHead New() => SessionHead.Start(new NewSession { SessionId = "talk" }, place: 3, Noon);

    private static readonly KeptTurns Nothing = new(new SessionStatistics(), []);

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
    public void Cut_removes_the_oldest_events_and_keeps_the_statistics()
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
    public void Start_without_a_title_uses_the_repository()
    {
        var repository = new RepositoryRef { Owner = "octo", Name = "cat" };
        Assert.Equal("octo/cat", SessionHead.Start(new NewSession { Repository = repository }, 0, Noon).Title);
        Assert.Equal(
            "Mine",
            SessionHead.Start(new NewSession { Repository = repository, Title = "Mine" }, 0, Noon).Title
        );
    }

    [Fact]
    public void Edit_supersedes_the_message_and_everything_after_it()
    {
        var head = New().Ask(Key, Say("One"), 5, Noon);
        head = head.Answer(1, new Message { Role = Speaker.Assistant, Tokens = 7 }, Noon)!;
        var edited = head.Edit(Key, head.Tail[0], Nothing, Say("Better"), 3, Noon);
        Assert.True(edited.Fold.Supersedes(1) && edited.Fold.Supersedes(2));
        Assert.False(edited.Fold.Supersedes(3));
        Assert.True(edited.Unanswered);
        var statistics = edited.Fold.Statistics;
        Assert.Equal((1, 3, 1), (statistics.TotalMessages, statistics.TotalTokens, statistics.AgentActions));
        Assert.Throws<ConflictException>(() => edited.Edit(Key, head.Tail[0], Nothing, Say("Again"), 3, Noon));
    }

    [Fact]
    public void AnswerRegeneration_replaces_the_old_answer_once()
    {
        var old = new Message
        {
            MessageId = "old",
            Role = Speaker.Assistant,
            Tokens = 7,
        };
        var head = New().Ask(Key, Say("One"), 5, Noon).Answer(1, old, Noon)!;
        var regeneration = new Regeneration
        {
            Question = 1,
            Old = 2,
            Version = 1,
        };
        var requested = head.Regenerate(regeneration);
        Assert.True(requested.Unanswered);
        Assert.Same(requested, requested.Regenerate(regeneration));
        var answer = new Message { Role = Speaker.Assistant, Tokens = 1 };
        var answered = requested.AnswerRegeneration(regeneration, old, answer, Noon)!;
        Assert.False(answered.Unanswered);
        Assert.Equal(("old", "talk"), (answered.Tail[^1].Message!.Supersedes, answered.Tail[^1].Message!.SessionId));
        Assert.Equal((2, 6), (answered.Fold.Statistics.TotalMessages, answered.Fold.Statistics.TotalTokens));
        Assert.Null(answered.AnswerRegeneration(regeneration, old, answer, Noon));
        Assert.Throws<ConflictException>(() => answered.Regenerate(regeneration));
    }

    [Fact]
    public void AddCard_twice_with_the_same_request_adds_one_card()
    {
        var card = new NewCard
        {
            Title = "Card",
            Content = "Text",
            RequestId = "r",
        };
        var added = New().AddCard(card, Noon);
        Assert.Same(added, added.AddCard(card, Noon));
        var stored = added.Tail.Single().Card!.Card;
        Assert.Equal((3L, "talk", 1), (ContextCardIds.Place(stored.Id), stored.SessionId, stored.Tokens));
        var removed = added.RemoveCard(stored, Noon);
        Assert.Empty(removed.Fold.Cards);
        Assert.Same(removed, removed.RemoveCard(stored, Noon));
    }

    [Fact]
    public void NoteIssue_counts_each_issue_once()
    {
        var head = New();
        for (var n = 0; n < 20; n++)
            head = head.NoteIssue($"{n}").NoteIssue($"{n}");
        Assert.Equal((20, 16), (head.IssueCount, head.Issues.Length));
    }
}
