using System.Collections.Immutable;

namespace YudaiV3.Chat.Search;

/// <summary>Finds a user's messages by their words: a read model, written behind the log and rebuilt from it.</summary>
internal interface IMessageIndex
{
    /// <summary>
    /// Takes in what the events say, and forgets what they supersede. May be called again with the same events, in
    /// their order.
    /// </summary>
    Task Put(string sessionKey, ImmutableArray<SessionEvent> events, CancellationToken cancellationToken);

    /// <summary>The best messages of the user, and how many there are in all.</summary>
    Task<(ImmutableArray<IndexedMessage> Best, int Total)> Find(
        long userId,
        string query,
        int limit,
        CancellationToken cancellationToken
    );
}

/// <summary>A message that was found.</summary>
internal sealed record IndexedMessage(string SessionKey, long Seq, string Snippet, double Score);
