namespace YudaiV3.Chat;

public sealed class RegenerationTests
{
    private const string Key = "session/7/talk";

    private static SessionEvent Answer(int version) =>
        new()
        {
            Seq = 9,
            Message = new Message { Role = Speaker.Assistant, MessageId = MessageIds.CreateAnswer(Key, 4, version) },
        };

    [Fact]
    public void From_an_answer_is_the_next_version_of_it()
    {
        var regeneration = Regeneration.From(Key, Answer(version: 2))!;
        Assert.Equal((4, 9, 3), (regeneration.Question, regeneration.Old, regeneration.Version));
        Assert.Equal(MessageIds.CreateAnswer(Key, 4, 3), regeneration.AnswerId(Key));
    }

    [Fact]
    public void From_a_message_of_the_user_is_null()
    {
        var question = new Message { Role = Speaker.User, MessageId = MessageIds.Create(Key, 4) };
        Assert.Null(Regeneration.From(Key, new SessionEvent { Seq = 4, Message = question }));
    }

    [Fact]
    public void From_the_last_possible_version_is_a_conflict() =>
        Assert.Throws<ConflictException>(() => Regeneration.From(Key, Answer(MessageIds.MaxVersions - 1)));
}
