using System.Collections.Concurrent;
using YudaiV3.Api.Hosting;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Which logins have ended, of the users that this node has seen lately. The first request of a user waits for one call
/// to the user's grain, which from then on tells the node
/// of every logout before the logout is done; further requests are answered from memory.
/// </summary>
internal sealed class RevocationCache(
    IServiceProvider services,
    ILoginConnections sockets,
    TimeProvider time,
    ILogger<RevocationSubscription> logger
) : IClusterConnectionStatusObserver
{
    private readonly ConcurrentDictionary<long, RevocationSubscription> _watches = new();

    /// <summary>How many users are watched.</summary>
    public int Count => _watches.Count;

    /// <param name="tokenId">The <c>jti</c> of the login's JWT.</param>
    public ValueTask<bool> HasEnded(long userId, string tokenId)
    {
        ClusterReadyFilter.Check(services);
        var watch = Watch(userId);
        return watch.IsFresh ? new(watch.Knows(tokenId)) : Ask(watch, userId, tokenId);
    }

    /// <summary>What memory says, for who has just asked.</summary>
    public bool KnowsEnded(long userId, string tokenId) =>
        _watches.TryGetValue(userId, out var watch) && watch.Knows(tokenId);

    /// <summary>
    /// Renews the watches of users who have a socket open, and ends those of users who have not been seen for a while.
    /// </summary>
    public void Tend()
    {
        foreach (var userId in sockets.Users)
            Watch(userId).RenewIfDue();
        foreach (var (userId, watch) in _watches)
            if (!sockets.HasAny(userId) && watch.TryEnd())
                _watches.TryRemove(KeyValuePair.Create(userId, watch));
    }

    /// <summary>A silo has come or gone, and the grains of users with it.</summary>
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways,
        int previousNumberOfGateways,
        bool connectionRecovered
    ) => Doubt();

    public void NotifyClusterConnectionLost() => Doubt();

    private void Doubt()
    {
        foreach (var watch in _watches.Values)
            watch.Doubt();
    }

    private async ValueTask<bool> Ask(RevocationSubscription watch, long userId, string tokenId)
    {
        while (!await watch.Renew()) // It has just ended for want of use.
        {
            _watches.TryRemove(KeyValuePair.Create(userId, watch));
            watch = Watch(userId);
        }
        return watch.Knows(tokenId);
    }

    private RevocationSubscription Watch(long userId) =>
        _watches.GetOrAdd(userId, id => new(id, services.GetRequiredService<IGrainFactory>(), sockets, time, logger));
}
