namespace YudaiV3.Chat;

public sealed class ConversationTests
{
    private const string Key = "session/7/talk";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static SessionHead New() => SessionHead.Start(new NewSession { SessionId = "talk" }, place: 3, Noon);

    private static NewMessage Say(string content) => new() { Content = content, ClientMessageId = content };

    [Fact]
    public void UpTo_puts_answers_behind_their_questions()
    {
        var head = New().Ask(Key, Say("Q1"), 1, Noon).Ask(Key, Say("Q2"), 1, Noon).Ask(Key, Say("Q3"), 1, Noon);
        head = head.Answer(1, new Message { MessageId = MessageIds.CreateAnswer(Key, 1, 0), Content = "A1" }, Noon)!;
        head = head.Ask(Key, Say("Q4"), 1, Noon)
            .Answer(2, new Message { MessageId = MessageIds.CreateAnswer(Key, 2, 0), Content = "A2" }, Noon)!;
        var messages = head.Tail.Select(e => e.Message!).ToArray();
        Assert.Equal(["Q1", "A1", "Q2", "A2", "Q3"], Conversation.UpTo(messages[2], messages).Select(m => m.Content));
    }
}
