using System.Collections.Concurrent;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The feeds of this node: one per session with an open socket.</summary>
internal sealed class SessionFeeds(
    IServiceProvider services,
    GitHubSite github,
    TimeProvider time,
    ILogger<SessionFeed> logger
) : IClusterConnectionStatusObserver
{
    private readonly ConcurrentDictionary<string, SessionFeed> _feeds = new();

    public int Count => _feeds.Count;

    /// <summary>Adds a queue for one socket to the session's feed.</summary>
    public (SessionFeed Feed, SendQueue Queue) Join(long userId, string sessionId, bool streaming)
    {
        var key = ChatSessionKey.Create(userId, sessionId);
        while (true)
        {
            var feed = _feeds.GetOrAdd(key, _ => new SessionFeed(
                key,
                new FrameFormatter(sessionId, github),
                services.GetRequiredService<IGrainFactory>(),
                time,
                logger
            ));
            var queue = new SendQueue(feed, streaming);
            if (feed.TryJoin(queue))
                return (feed, queue);
            _feeds.TryRemove(KeyValuePair.Create(key, feed));
        }
    }

    public void Leave(long userId, string sessionId, SessionFeed feed, SendQueue queue)
    {
        if (feed.Leave(queue))
            _feeds.TryRemove(KeyValuePair.Create(ChatSessionKey.Create(userId, sessionId), feed));
    }

    /// <summary>A silo joined or left, so sessions may have moved.</summary>
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways,
        int previousNumberOfGateways,
        bool connectionRecovered
    ) => RenewAll();

    public void NotifyClusterConnectionLost() => RenewAll();

    private void RenewAll()
    {
        foreach (var feed in _feeds.Values)
            feed.Subscription.RenewNow();
    }
}
