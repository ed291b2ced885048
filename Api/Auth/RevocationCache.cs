using System.Collections.Concurrent;
using YudaiV3.Api.Hosting;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Knows the ended logins of recently seen users. The first request of a user waits for a call to the user's grain.
/// From then on the grain notifies this node of every logout before the logout completes, and memory serves later
/// requests.
/// </summary>
internal sealed class RevocationCache(
    IServiceProvider services,
    ILoginConnections sockets,
    TimeProvider time,
    ILogger<RevocationSubscription> logger
) : IClusterConnectionStatusObserver
{
    private readonly ConcurrentDictionary<long, RevocationSubscription> _subscriptions = new();

    /// <summary>The number of subscriptions.</summary>
    public int Count => _subscriptions.Count;

    /// <param name="tokenId">The <c>jti</c> of the login's JWT.</param>
    public ValueTask<bool> HasEnded(long userId, string tokenId)
    {
        ClusterReadyFilter.Check(services);
        var subscription = Subscription(userId);
        return subscription.IsFresh ? new(subscription.Knows(tokenId)) : Ask(subscription, userId, tokenId);
    }

    /// <summary>Reads memory only; for a caller that has just used <see cref="HasEnded"/>.</summary>
    public bool KnowsEnded(long userId, string tokenId) =>
        _subscriptions.TryGetValue(userId, out var subscription) && subscription.Knows(tokenId);

    /// <summary>
    /// Renews the subscriptions of users with an open socket, and ends those that are no longer used.
    /// </summary>
    public void Refresh()
    {
        foreach (var userId in sockets.Users)
            Subscription(userId).RenewIfDue();
        foreach (var (userId, subscription) in _subscriptions)
            if (!sockets.HasAny(userId) && subscription.TryEnd())
                _subscriptions.TryRemove(KeyValuePair.Create(userId, subscription));
    }

    /// <summary>A silo started or stopped, so grains of users may have moved.</summary>
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways,
        int previousNumberOfGateways,
        bool connectionRecovered
    ) => InvalidateAll();

    public void NotifyClusterConnectionLost() => InvalidateAll();

    private void InvalidateAll()
    {
        foreach (var subscription in _subscriptions.Values)
            subscription.Invalidate();
    }

    private async ValueTask<bool> Ask(RevocationSubscription subscription, long userId, string tokenId)
    {
        while (!await subscription.Renew()) // It has just ended because nobody used it.
        {
            _subscriptions.TryRemove(KeyValuePair.Create(userId, subscription));
            subscription = Subscription(userId);
        }
        return subscription.Knows(tokenId);
    }

    private RevocationSubscription Subscription(long userId) =>
        _subscriptions.GetOrAdd(userId, id =>
            new(id, services.GetRequiredService<IGrainFactory>(), sockets, time, logger)
        );
}
