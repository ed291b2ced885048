using YudaiV3.Api.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The open sockets of this node, by user and login.</summary>
internal sealed class SocketRegistry : ILoginConnections
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Dictionary<SendQueue, string>> _tokenIds = [];

    public long[] Users
    {
        get
        {
            lock (_lock)
                return [.. _tokenIds.Keys];
        }
    }

    public bool HasAny(long userId)
    {
        lock (_lock)
            return _tokenIds.ContainsKey(userId);
    }

    public void Add(SendQueue queue, WebSocketLogin login)
    {
        lock (_lock)
            if (_tokenIds.TryGetValue(login.UserId, out var queues))
                queues[queue] = login.TokenId;
            else
                _tokenIds[login.UserId] = new() { [queue] = login.TokenId };
    }

    public void Remove(SendQueue queue, WebSocketLogin login)
    {
        lock (_lock)
            if (_tokenIds.TryGetValue(login.UserId, out var queues) && queues.Remove(queue) && queues.Count == 0)
                _tokenIds.Remove(login.UserId);
    }

    public void Close(long userId, string tokenId)
    {
        SendQueue[] ended;
        lock (_lock)
            ended = _tokenIds.TryGetValue(userId, out var queues)
                ? [.. queues.Where(entry => entry.Value == tokenId).Select(entry => entry.Key)]
                : [];
        foreach (var queue in ended)
            queue.Close(CloseReason.Expired);
    }
}
