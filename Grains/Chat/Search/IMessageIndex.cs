using System.Collections.Immutable;

namespace YudaiV3.Chat.Search;

/// <summary>
/// The search index of all messages: a read model that is written after the log and can be rebuilt from it.
/// </summary>
internal interface IMessageIndex
{
    /// <summary>
    /// Adds the events' messages and removes the texts of the messages that they supersede. The same events may be
    /// written again. Texts that were removed do not come back, even if a write from before the removal was stalled.
    /// </summary>
    Task Put(string sessionKey, ImmutableArray<SessionEvent> events, CancellationToken cancellationToken);

    /// <summary>The best matches among the user's messages, and the number of all matches.</summary>
    Task<(ImmutableArray<IndexedMessage> Best, int Total)> Find(
        long userId,
        string query,
        int limit,
        CancellationToken cancellationToken
    );
}

/// <summary>A message that matches a search.</summary>
internal sealed record IndexedMessage(string SessionKey, long Seq, string Snippet, double Score);
