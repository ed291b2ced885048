using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// Puts messages into reading order: each answer follows its question, even if other messages came between them.
/// </summary>
internal static class Conversation
{
    /// <summary>
    /// The messages up to and including the question, without answers to later messages.
    /// </summary>
    public static ImmutableArray<Message> UpTo(SessionEvent question, IEnumerable<SessionEvent> events) =>
        [
            .. events
                .Where(e => e.Message is not null)
                .Select(e => (e.Seq, e.Message, Question: QuestionOf(e)))
                .Where(entry => entry.Question < question.Seq || entry.Seq == question.Seq)
                .OrderBy(entry => entry.Question)
                .ThenBy(entry => entry.Seq)
                .Select(entry => entry.Message!),
        ];

    /// <summary>The seq of the event's question. An answer's id contains it.</summary>
    private static long QuestionOf(SessionEvent e) => MessageIds.FirstSeq(e.Message!.MessageId) ?? e.Seq;
}
