using YudaiV3.Auth;

namespace YudaiV3.Chat;

/// <summary>A requested new answer that replaces an old one.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-again")]
internal sealed record Regeneration
{
    /// <summary>Seq of the user's message.</summary>
    [Id(0)]
    public long Question { get; init; }

    /// <summary>Seq of the answer to supersede.</summary>
    [Id(1)]
    public long Old { get; init; }

    /// <summary>Version of the new answer among the answers to the question, from 0.</summary>
    [Id(2)]
    public int Version { get; init; }

    /// <summary>The login that asked for it; null before logins had ids.</summary>
    [Id(3)]
    public string? LoginId { get; init; }

    /// <summary>The regeneration of an answer; null if the event is not an answer.</summary>
    /// <exception cref="ConflictException">The question has as many answers as it may have.</exception>
    public static Regeneration? From(string key, SessionEvent answer)
    {
        if (
            answer.Message is not { Role: not Speaker.User } message
            || MessageIds.FirstSeq(message.MessageId) is not { } question
            || MessageIds.Version(key, question, message.MessageId) is not { } version
        )
            return null;
        if (version + 1 >= MessageIds.MaxVersions)
            throw new ConflictException($"A message has at most {MessageIds.MaxVersions} answers.");
        return new Regeneration
        {
            Question = question,
            Old = answer.Seq,
            Version = version + 1,
            LoginId = CurrentLogin.Id,
        };
    }

    /// <summary>Whether the other is the same new answer, whoever asked for it.</summary>
    public bool IsSame(Regeneration other) => (other with { LoginId = LoginId }) == this;

    /// <summary>The id of the new answer.</summary>
    public string AnswerId(string key) => MessageIds.CreateAnswer(key, Question, Version);

    /// <summary>The event that puts the new answer in the place of the old one.</summary>
    public SessionEvent Complete(Message old, Message answer, SessionFold fold) =>
        new()
        {
            Message = answer with { Supersedes = old.MessageId },
            Supersession = new Supersession
            {
                From = Old,
                Through = Old,
                Kept = fold.Statistics.Remove(old),
                PreviousRegeneration = fold.LastRegeneration,
            },
        };
}
