using System.Collections.Concurrent;
using YudaiV3.Api.Hosting;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Knows which logins of recently seen users have ended. The first request of a login waits for a call to the grain of
/// the user's logins. From then on the grain notifies this node of every logout before the logout completes, and memory
/// serves later requests.
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

    public ValueTask<bool> HasEnded(long userId, LoginReference login)
    {
        ClusterReadyFilter.Check(services);
        var subscription = Subscription(userId);
        var known = subscription.Use(login);
        return known.HasEnded == true ? new(true)
            : subscription.IsFresh && known.HasEnded is { } hasEnded ? new(hasEnded)
            : Ask(subscription, userId, login);
    }

    /// <summary>Reads memory only; for a caller that has just used <see cref="HasEnded"/>.</summary>
    public bool KnowsEnded(long userId, string loginId) =>
        _subscriptions.TryGetValue(userId, out var subscription) && subscription.KnowsEnded(loginId);

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

    private async ValueTask<bool> Ask(RevocationSubscription subscription, long userId, LoginReference login)
    {
        while (true)
        {
            var known = subscription.Use(login);
            if (await subscription.Renew())
            {
                if (known.HasEnded is { } hasEnded)
                    return hasEnded;
                continue; // The logins were forgotten because there are too many.
            }
            _subscriptions.TryRemove(KeyValuePair.Create(userId, subscription)); // It ended because nobody used it.
            subscription = Subscription(userId);
        }
    }

    private RevocationSubscription Subscription(long userId) =>
        _subscriptions.GetOrAdd(userId, id =>
            new(id, services.GetRequiredService<IGrainFactory>(), sockets, time, logger)
        );
}
