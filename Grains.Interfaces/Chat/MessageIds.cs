namespace YudaiV3.Chat;

/// <summary>
/// Derives message ids: a user's message from its own <c>seq</c>, an answer from the <c>seq</c> of its question and its
/// version. So an id leads to its place in the log without an index, and an answer that is resumed after a crash keeps
/// the id under which its first text was sent.
/// </summary>
public static class MessageIds
{
    /// <summary>The maximum number of answers to a question.</summary>
    public const int MaxVersions = 64;

    public static string Create(string sessionKey, long seq) => Ids.Uuid(sessionKey, seq);

    /// <param name="questionSeq"><c>seq</c> of the user's message.</param>
    /// <param name="version">0 for the first answer, one more for each regeneration.</param>
    public static string CreateAnswer(string sessionKey, long questionSeq, int version) =>
        Ids.Uuid($"{sessionKey} answer {version}", questionSeq);

    /// <summary>The version of the answer, from 0; null if the id is not an answer to this question.</summary>
    public static int? Version(string sessionKey, long questionSeq, string answerId)
    {
        for (var version = 0; version < MaxVersions; version++)
        {
            if (CreateAnswer(sessionKey, questionSeq, version) == answerId)
                return version;
        }
        return null;
    }

    /// <summary>The <c>seq</c> at or after which the message is; null if this class did not create the id.</summary>
    public static long? FirstSeq(string messageId) => Ids.Position(messageId);
}
