using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// Puts events into the order in which people read them: every answer behind the message that it answers, whatever came
/// in between.
/// </summary>
internal static class Conversation
{
    /// <summary>
    /// The messages up to the question, which is the last, without what does not belong to an earlier message.
    /// </summary>
    public static ImmutableArray<Message> UpTo(SessionEvent question, IEnumerable<SessionEvent> events) =>
        [
            .. events
                .Where(e => e.Message is not null)
                .Select(e => (e.Seq, e.Message, Asked: Asked(e)))
                .Where(said => said.Asked < question.Seq || said.Seq == question.Seq)
                .OrderBy(said => said.Asked)
                .ThenBy(said => said.Seq)
                .Select(said => said.Message!),
        ];

    /// <summary>The seq of the user's message that the event belongs to: an answer's id carries it.</summary>
    private static long Asked(SessionEvent e) => MessageIds.FirstSeq(e.Message!.MessageId) ?? e.Seq;
}
