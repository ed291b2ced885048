using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The sockets of this node by the user and the login that opened them.</summary>
internal sealed class SocketRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Dictionary<SendQueue, string>> _users = [];

    /// <summary>The users who have any.</summary>
    public long[] Users
    {
        get
        {
            lock (_lock)
                return [.. _users.Keys];
        }
    }

    public bool HasAny(long userId)
    {
        lock (_lock)
            return _users.ContainsKey(userId);
    }

    public void Add(SendQueue outbox, WebSocketLogin login)
    {
        lock (_lock)
            if (_users.TryGetValue(login.UserId, out var its))
                its[outbox] = login.TokenId;
            else
                _users[login.UserId] = new() { [outbox] = login.TokenId };
    }

    public void Remove(SendQueue outbox, WebSocketLogin login)
    {
        lock (_lock)
            if (_users.TryGetValue(login.UserId, out var its) && its.Remove(outbox) && its.Count == 0)
                _users.Remove(login.UserId);
    }

    /// <summary>Closes all sockets of a login, which has ended.</summary>
    /// <param name="tokenId">The <c>jti</c> of its JWT.</param>
    public void Close(long userId, string tokenId)
    {
        SendQueue[] ended;
        lock (_lock)
            ended = _users.TryGetValue(userId, out var its)
                ? [.. its.Where(one => one.Value == tokenId).Select(one => one.Key)]
                : [];
        foreach (var outbox in ended)
            outbox.Close(CloseReason.Expired);
    }
}
