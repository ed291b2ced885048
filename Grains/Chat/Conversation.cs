using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// Puts messages into reading order: each answer follows its question, even if other messages came between them.
/// </summary>
internal static class Conversation
{
    /// <summary>The messages up to and including the question, without answers to it and to later messages.</summary>
    public static ImmutableArray<Message> UpTo(Message question, IEnumerable<Message> messages)
    {
        var last = QuestionOf(question);
        return
        [
            .. messages
                .DistinctBy(message => message.MessageId)
                .Select(message => (Message: message, Question: QuestionOf(message)))
                .Where(entry => entry.Question < last || entry.Message.MessageId == question.MessageId)
                .OrderBy(entry => entry.Question)
                .ThenBy(entry => entry.Message.Role != Speaker.User)
                .ThenBy(entry => entry.Message.CreatedAt)
                .Select(entry => entry.Message),
        ];
    }

    /// <summary>The seq of the message's question. An answer's id contains it.</summary>
    private static long QuestionOf(Message message) => MessageIds.FirstSeq(message.MessageId) ?? 0;
}
