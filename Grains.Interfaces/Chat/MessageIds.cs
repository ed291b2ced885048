namespace YudaiV3.Chat;

/// <summary>
/// Message ids are derived: a user's message from its own <c>seq</c>, an answer from the <c>seq</c> of the message that
/// it answers and which answer to it this is.
/// So an id leads to its place in the log without an index, and an answer resumed after a crash keeps the id that its
/// first words went out with.
/// </summary>
public static class MessageIds
{
    /// <summary>How many answers a question may have.</summary>
    public const int MaxVersions = 64;

    public static string Create(string sessionKey, long seq) => Ids.Uuid(sessionKey, seq);

    /// <param name="questionSeq"><c>seq</c> of the user's message.</param>
    /// <param name="version">0 for the first answer, one more for each regeneration.</param>
    public static string CreateAnswer(string sessionKey, long questionSeq, int version) =>
        Ids.Uuid($"{sessionKey} answer {version}", questionSeq);

    /// <summary>Which answer to the question the id is, from 0; null where it is none.</summary>
    public static int? Version(string sessionKey, long questionSeq, string answerId)
    {
        for (var version = 0; version < MaxVersions; version++)
        {
            if (CreateAnswer(sessionKey, questionSeq, version) == answerId)
                return version;
        }
        return null;
    }

    /// <summary>The <c>seq</c> at or after which the message stands, or null where the id is none of ours.</summary>
    public static long? FirstSeq(string messageId) => Ids.Position(messageId);
}
