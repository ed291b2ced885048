using System.Collections.Concurrent;
using System.Collections.Immutable;
using YudaiV3.Api.Hosting;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The logins of one user as this node knows them. The grain of the user's logins notifies it as an observer.
/// </summary>
internal sealed partial class RevocationSubscription(
    long userId,
    IGrainFactory grains,
    ILoginConnections sockets,
    TimeProvider time,
    ILogger<RevocationSubscription> logger
) : ILoginObserver
{
    /// <summary>
    /// How long it is trusted after a renewal. The grain's lease (1 minute) is longer, so the grain notifies every node
    /// that still trusts its subscription.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    /// <summary>More logins, most of them ended, are forgotten and asked about again.</summary>
    private const int MaxLogins = 1_000;

    private readonly ConcurrentDictionary<string, KnownLogin> _logins = new();
    private readonly CoalescedCall<bool> _renewal = new();
    private readonly Lock _lock = new();
    private ILoginObserver? _reference;
    private long? _renewedAt;
    private long _usedAt = time.GetTimestamp();
    private int _invalidations,
        _isRenewing;
    private bool _hasEnded;

    /// <summary>
    /// Whether memory can answer. A subscription that is about to expire is renewed in the background.
    /// </summary>
    public bool IsFresh
    {
        get
        {
            Volatile.Write(ref _usedAt, time.GetTimestamp());
            if (Age is not { } age || age >= FreshFor)
                return false;
            RenewIfDue();
            return true;
        }
    }

    /// <summary>What is known of a login, which was just used.</summary>
    public KnownLogin Use(LoginReference login)
    {
        if (_logins.Count >= MaxLogins && !_logins.ContainsKey(login.Id))
            _logins.Clear();
        var known = _logins.GetOrAdd(login.Id, id => new KnownLogin(id, login.IssuedAt));
        known.Use();
        return known;
    }

    public bool KnowsEnded(string loginId) => _logins.TryGetValue(loginId, out var known) && known.HasEnded == true;

    /// <summary>
    /// Subscribes again and asks about the known logins. Returns false when the subscription has ended.
    /// </summary>
    public Task<bool> Renew() => _renewal.Run(Subscribe);

    public void RenewIfDue()
    {
        if (Age is { } age && age < RenewAfter || Interlocked.Exchange(ref _isRenewing, 1) == 1)
            return;
        _ = RenewInBackground();
    }

    /// <summary>The grain may have lost this observer.</summary>
    public void Invalidate()
    {
        lock (_lock)
        {
            _invalidations++;
            _renewedAt = null;
        }
        if (sockets.HasAny(userId))
            RenewIfDue();
    }

    /// <summary>Ends the subscription when nobody used it within <see cref="FreshFor"/>.</summary>
    public bool TryEnd()
    {
        ILoginObserver? reference;
        lock (_lock)
        {
            if (!_hasEnded && time.GetElapsedTime(Volatile.Read(ref _usedAt)) < FreshFor)
                return false;
            (_hasEnded, _renewedAt, reference, _reference) = (true, null, _reference, null);
        }
        if (reference is not null)
            _ = Unsubscribe(reference);
        return true;
    }

    Task ILoginObserver.LoginEnded(string tokenId)
    {
        End(tokenId);
        return Task.CompletedTask;
    }

    Task ILoginObserver.LoginsEnded(ImmutableArray<string> loginIds)
    {
        foreach (var loginId in loginIds)
            End(loginId);
        return Task.CompletedTask;
    }

    Task ILoginObserver.SubscriptionLost()
    {
        Invalidate();
        return Task.CompletedTask;
    }

    private TimeSpan? Age
    {
        get
        {
            lock (_lock)
                return _renewedAt is { } at ? time.GetElapsedTime(at) : null;
        }
    }

    private async Task<bool> Subscribe()
    {
        ILoginObserver reference;
        int invalidations;
        lock (_lock)
        {
            if (_hasEnded)
                return false;
            reference = _reference ??= grains.CreateObjectReference<ILoginObserver>(this);
            invalidations = _invalidations;
        }
        var started = time.GetTimestamp();
        foreach (var open in sockets.Logins(userId))
            _logins.GetOrAdd(open.Id, id => new KnownLogin(id, open.IssuedAt));
        var asked = _logins.Where(login => login.Value.HasEnded != true).ToArray();
        var logins = asked.Select(login => login.Value.ToReference()).ToImmutableArray();
        foreach (var ended in await grains.UserLogins(userId).Subscribe(reference, logins))
            End(ended);
        foreach (var (_, login) in asked)
            login.MarkAlive();
        lock (_lock)
            if (invalidations == _invalidations && !_hasEnded)
                _renewedAt = started;
        return true;
    }

    private async Task RenewInBackground()
    {
        try
        {
            while (await Renew() && Age is null && sockets.HasAny(userId))
            {
                // It was invalidated during the renewal.
            }
        }
        catch (Exception exception)
        {
            LogUnreachable(userId, exception.GetType().Name); // The next request renews it and gets the error.
        }
        finally
        {
            Volatile.Write(ref _isRenewing, 0);
        }
    }

    private async Task Unsubscribe(ILoginObserver reference)
    {
        try
        {
            await grains.UserLogins(userId).Unsubscribe(reference);
        }
        catch (Exception exception)
        {
            LogUnreachable(userId, exception.GetType().Name); // The grain drops it when the lease ends.
        }
        grains.DeleteObjectReference<ILoginObserver>(reference);
    }

    private void End(string loginId)
    {
        _logins.GetOrAdd(loginId, id => new KnownLogin(id, null)).MarkEnded();
        sockets.Close(userId, loginId);
    }

    [LoggerMessage(LogLevel.Warning, "The subscription to the logins of user {UserId} failed ({Kind}).")]
    private partial void LogUnreachable(long userId, string kind);
}
