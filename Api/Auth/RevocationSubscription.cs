using System.Collections.Concurrent;
using YudaiV3.Api.Hosting;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// What this node knows of one user's logins, and the observer that the user's grain tells of their ends.
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
    /// How long it is relied upon. The grain's lease (1 minute) is longer, so the grain tells everybody who relies on
    /// it.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> _ended = new();
    private readonly CoalescedCall<bool> _renewal = new();
    private readonly Lock _lock = new();
    private ILoginObserver? _reference;
    private long? _watchedAt;
    private long _usedAt = time.GetTimestamp();
    private int _doubts,
        _renewing;
    private bool _over;

    /// <summary>Whether memory can answer; if it will not for long, it is renewed beside.</summary>
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

    public bool Knows(string tokenId) => _ended.ContainsKey(tokenId);

    /// <summary>
    /// Asks the grain. Whoever signed out before this call is known after it; false where the watch is over.
    /// </summary>
    public Task<bool> Renew() => _renewal.Run(Watch);

    public void RenewIfDue()
    {
        if (Age is { } age && age < RenewAfter || Interlocked.Exchange(ref _renewing, 1) == 1)
            return;
        _ = RenewBeside();
    }

    /// <summary>The grain may not know of this observer any more.</summary>
    public void Doubt()
    {
        lock (_lock)
        {
            _doubts++;
            _watchedAt = null;
        }
        if (sockets.HasAny(userId))
            RenewIfDue();
    }

    /// <summary>Ends it where nobody has needed it for as long as it can be relied upon.</summary>
    public bool TryEnd()
    {
        ILoginObserver? reference;
        lock (_lock)
        {
            if (!_over && time.GetElapsedTime(Volatile.Read(ref _usedAt)) < FreshFor)
                return false;
            (_over, _watchedAt, reference, _reference) = (true, null, _reference, null);
        }
        if (reference is not null)
            _ = Leave(reference);
        return true;
    }

    Task ILoginObserver.LoginEnded(string tokenId)
    {
        End(tokenId);
        return Task.CompletedTask;
    }

    Task ILoginObserver.SubscriptionLost()
    {
        Doubt();
        return Task.CompletedTask;
    }

    private TimeSpan? Age
    {
        get
        {
            lock (_lock)
                return _watchedAt is { } at ? time.GetElapsedTime(at) : null;
        }
    }

    private async Task<bool> Watch()
    {
        ILoginObserver reference;
        int doubts;
        lock (_lock)
        {
            if (_over)
                return false;
            reference = _reference ??= grains.CreateObjectReference<ILoginObserver>(this);
            doubts = _doubts;
        }
        var started = time.GetTimestamp();
        foreach (var ended in await grains.User(userId).SubscribeToLogins(reference))
            End(ended);
        lock (_lock)
            if (doubts == _doubts && !_over)
                _watchedAt = started;
        return true;
    }

    private async Task RenewBeside()
    {
        try
        {
            while (await Renew() && Age is null && sockets.HasAny(userId))
            {
                // Something happened meanwhile that it may not know of.
            }
        }
        catch (Exception failed)
        {
            LogUnreachable(userId, failed.GetType().Name); // Whoever needs it next asks again, and is told.
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }

    private async Task Leave(ILoginObserver reference)
    {
        try
        {
            await grains.User(userId).UnsubscribeFromLogins(reference);
        }
        catch (Exception failed)
        {
            LogUnreachable(userId, failed.GetType().Name); // The grain forgets it by itself.
        }
        grains.DeleteObjectReference<ILoginObserver>(reference);
    }

    private void End(string tokenId)
    {
        _ended[tokenId] = true;
        sockets.Close(userId, tokenId);
    }

    [LoggerMessage(LogLevel.Warning, "The logins of user {UserId} cannot be watched now ({Kind}).")]
    private partial void LogUnreachable(long userId, string kind);
}
