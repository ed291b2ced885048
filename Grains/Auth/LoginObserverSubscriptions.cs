using System.Collections.Immutable;

namespace YudaiV3.Auth;

/// <summary>The Api nodes that are notified when a login of this user ends.</summary>
internal sealed class LoginObserverSubscriptions(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ILoginObserver, DateTimeOffset> _expirations = [];

    public void Add(ILoginObserver observer) => _expirations[observer] = time.GetUtcNow() + Lifetime;

    public void Remove(ILoginObserver observer) => _expirations.Remove(observer);

    /// <summary>
    /// Notifies all observers in parallel. An observer that fails is removed; it learns of the ended logins when it
    /// subscribes again.
    /// </summary>
    public Task Publish(ImmutableArray<string> loginIds) =>
        loginIds.IsEmpty
            ? Task.CompletedTask
            : NotifyAll(observer =>
                loginIds is [var single] ? observer.LoginEnded(single) : observer.LoginsEnded(loginIds)
            );

    /// <summary>Asks all observers to subscribe again.</summary>
    public void RequestRenewal()
    {
        foreach (var observer in _expirations.Keys)
            observer.SubscriptionLost().Ignore();
    }

    /// <summary>Asks all observers to subscribe again, to the next activation.</summary>
    public void Clear()
    {
        RequestRenewal();
        _expirations.Clear();
    }

    private Task NotifyAll(Func<ILoginObserver, Task> notify)
    {
        var now = time.GetUtcNow();
        return Task.WhenAll(
            _expirations.ToArray().Select(subscription => Notify(subscription.Key, subscription.Value))
        );

        async Task Notify(ILoginObserver observer, DateTimeOffset expiresAt)
        {
            try
            {
                if (expiresAt >= now)
                    await notify(observer);
                else
                    _expirations.Remove(observer);
            }
            catch (Exception)
            {
                _expirations.Remove(observer);
            }
        }
    }
}
