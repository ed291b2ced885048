using YudaiV3.Api.Auth;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The open sockets of this node, by user and login.</summary>
internal sealed class SocketRegistry : ILoginConnections
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Dictionary<SendQueue, LoginReference>> _sockets = [];

    public long[] Users
    {
        get
        {
            lock (_lock)
                return [.. _sockets.Keys];
        }
    }

    public bool HasAny(long userId)
    {
        lock (_lock)
            return _sockets.ContainsKey(userId);
    }

    public LoginReference[] Logins(long userId)
    {
        lock (_lock)
            return _sockets.TryGetValue(userId, out var queues) ? [.. queues.Values.DistinctBy(login => login.Id)] : [];
    }

    public void Add(SendQueue queue, WebSocketLogin login)
    {
        lock (_lock)
            if (_sockets.TryGetValue(login.UserId, out var queues))
                queues[queue] = login.ToReference();
            else
                _sockets[login.UserId] = new() { [queue] = login.ToReference() };
    }

    public void Remove(SendQueue queue, WebSocketLogin login)
    {
        lock (_lock)
            if (_sockets.TryGetValue(login.UserId, out var queues) && queues.Remove(queue) && queues.Count == 0)
                _sockets.Remove(login.UserId);
    }

    public void Close(long userId, string loginId)
    {
        SendQueue[] ended;
        lock (_lock)
            ended = _sockets.TryGetValue(userId, out var queues)
                ? [.. queues.Where(entry => entry.Value.Id == loginId).Select(entry => entry.Key)]
                : [];
        foreach (var queue in ended)
            queue.Close(CloseReason.Expired);
    }
}
