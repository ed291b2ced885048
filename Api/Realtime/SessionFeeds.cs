using System.Collections.Concurrent;
using YudaiV3.Api.GitHub;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The feeds of this node: one for each session that a socket is open on.</summary>
internal sealed class SessionFeeds(
    IServiceProvider services,
    GitHubSite github,
    TimeProvider time,
    ILogger<SessionFeed> logger
) : IClusterConnectionStatusObserver
{
    private readonly ConcurrentDictionary<string, SessionFeed> _feeds = new();

    public int Count => _feeds.Count;

    /// <summary>Opens the way to a session for one socket, made by <paramref name="open"/>.</summary>
    public (SessionFeed Feed, SendQueue Outbox) Join(long userId, string sessionId, Func<SessionFeed, SendQueue> open)
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
            var outbox = open(feed);
            if (feed.TryJoin(outbox))
                return (feed, outbox);
            _feeds.TryRemove(KeyValuePair.Create(key, feed));
        }
    }

    public void Leave(long userId, string sessionId, SessionFeed feed, SendQueue outbox)
    {
        if (feed.Leave(outbox))
            _feeds.TryRemove(KeyValuePair.Create(ChatSessionKey.Create(userId, sessionId), feed));
    }

    /// <summary>A silo has come or gone, and sessions with it.</summary>
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways,
        int previousNumberOfGateways,
        bool connectionRecovered
    ) => SubscribeNow();

    public void NotifyClusterConnectionLost() => SubscribeNow();

    private void SubscribeNow()
    {
        foreach (var feed in _feeds.Values)
            feed.SubscribeNow();
    }
}
