namespace YudaiV3.Auth;

/// <summary>The Api nodes that want to know when a login of this user ends.</summary>
internal sealed class LoginObserverSubscriptions(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ILoginObserver, DateTimeOffset> _until = [];

    public void Add(ILoginObserver observer) => _until[observer] = time.GetUtcNow() + Lifetime;

    public void Remove(ILoginObserver observer) => _until.Remove(observer);

    /// <summary>
    /// Tells all of them at once. Who does not hear it in time is forgotten, and learns it when it watches again.
    /// </summary>
    public Task Publish(string tokenId)
    {
        var now = time.GetUtcNow();
        return Task.WhenAll(
            _until
                .ToArray()
                .Select(async watcher =>
                {
                    try
                    {
                        if (watcher.Value >= now)
                            await watcher.Key.LoginEnded(tokenId);
                        else
                            _until.Remove(watcher.Key);
                    }
                    catch (Exception)
                    {
                        _until.Remove(watcher.Key); // whatever the reason, it can only come back by watching again
                    }
                })
        );
    }

    /// <summary>Tells everybody to watch again, elsewhere.</summary>
    public void Leave()
    {
        foreach (var observer in _until.Keys)
            observer.SubscriptionLost().Ignore();
        _until.Clear();
    }
}
