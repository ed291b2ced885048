using System.Collections.Concurrent;

namespace YudaiV3.Api.Realtime;

/// <summary>The sockets of this node by the login that opened them.</summary>
internal sealed class OpenSockets
{
    private readonly ConcurrentDictionary<Outbox, string> _tokenIds = new();

    public void Add(Outbox outbox, string tokenId) => _tokenIds[outbox] = tokenId;

    public void Remove(Outbox outbox) => _tokenIds.TryRemove(outbox, out _);

    /// <summary>Closes all sockets of a login, which has ended.</summary>
    /// <param name="tokenId">The <c>jti</c> of its JWT.</param>
    public void Close(string tokenId)
    {
        foreach (var (outbox, its) in _tokenIds)
            if (its == tokenId)
                outbox.Close(Closing.Expired);
    }
}
