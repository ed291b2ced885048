using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Keeps a feed subscribed to its session until the feed is over. If the session moves or its silo is killed, the next
/// renewal finds it again and returns the missed events.
/// </summary>
internal sealed partial class SessionSubscription(
    SessionFeed feed,
    string key,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<SessionFeed> logger,
    CancellationToken ended
)
{
    /// <summary>
    /// A killed silo sends nothing, and its sessions activate elsewhere only when they are called. This is the longest
    /// time until that happens.
    /// </summary>
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The time for frames that were sent before the result of a renewal to arrive, in better order.</summary>
    private static readonly TimeSpan ArrivalTime = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A timestamp may be this much older than the moment at which its frame is visible: the session takes it before it
    /// writes, and clocks differ.
    /// </summary>
    private static readonly TimeSpan MaxStampAge = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<bool> _found = NewSignal();
    private TaskCompletionSource<bool> _renewNow = NewSignal();
    private ISessionObserver? _reference;
    private long _settled;

    /// <summary>Whether the session exists; known after the first subscription.</summary>
    public Task<bool> Found => _found.Task.WaitAsync(SessionReader.CallTimeout, time);

    /// <summary>All frames of the session up to this timestamp are in the queues of the sockets.</summary>
    public long Settled => Volatile.Read(ref _settled);

    public void Start() => _ = Task.Run(KeepSubscribed);

    /// <summary>Renews the subscription at once, which returns what is missing.</summary>
    public void RenewNow() => Volatile.Read(ref _renewNow).TrySetResult(true);

    /// <summary>As <see cref="SessionReader.Subscribe"/>, for one socket.</summary>
    public Task<Subscription?> Subscribe(long since) => feed.Reader.Subscribe(_reference!, since);

    private async Task KeepSubscribed()
    {
        while (!ended.IsCancellationRequested)
        {
            var renewNow = NewSignal();
            Volatile.Write(ref _renewNow, renewNow);
            var isRenewed = await Renew();
            try
            {
                await (
                    isRenewed
                        ? renewNow.Task.WaitAsync(RenewalInterval, time, ended)
                        : Task.Delay(RetryDelay, time, ended)
                );
            }
            catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
            {
                // The renewal is due, or the feed is over.
            }
        }
        await Unsubscribe();
    }

    private async Task<bool> Renew()
    {
        try
        {
            _reference ??= grains.CreateObjectReference<ISessionObserver>(feed);
            var since = feed.Seq;
            var started = time.GetUtcNow();
            var current = await feed
                .Session.Subscribe(_reference, since < 0 ? long.MaxValue : since)
                .WaitAsync(SessionReader.CallTimeout, time, ended);
            if (current is null)
            {
                _found.TrySetResult(false);
                feed.CloseAll(CloseReason.NotFound);
                return true;
            }
            if (since >= 0 && !feed.HasGap && current.Seq > feed.Seq)
                await Task.Delay(ArrivalTime, time, ended);
            feed.Settle(current.Seq, current.Missed, current.Answering);
            while (feed.Seq < current.Seq && await feed.Reader.Events(feed.Seq) is { Length: > 0 } more)
                feed.Settle(current.Seq, more, current.Answering);
            if (feed.HasGap)
                RenewNow(); // A later event is missing too, and held frames wait for it.
            if (feed.Seq >= current.Seq)
                Volatile.Write(ref _settled, FrameFormatter.Stamp(started - MaxStampAge));
            _found.TrySetResult(true);
            return true;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) // Every failure is retried: only this loop finds the session again.
        {
            LogUnreachable(key, exception.GetType().Name);
            return false;
        }
    }

    private async Task Unsubscribe()
    {
        if (_reference is null)
            return;
        try
        {
            if (_found.Task is { IsCompletedSuccessfully: true, Result: true })
                await feed.Session.Unsubscribe(_reference).WaitAsync(SessionReader.CallTimeout, time);
        }
        catch (Exception exception) when (GrainCallRetry.IsFailure(exception))
        {
            LogNotUnsubscribed(key, exception.GetType().Name); // The subscription expires.
        }
        grains.DeleteObjectReference<ISessionObserver>(_reference);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Warning, "The node could not subscribe to session {Key} ({Kind}); it tries again.")]
    private partial void LogUnreachable(string key, string kind);

    [LoggerMessage(LogLevel.Information, "The node could not unsubscribe from session {Key} ({Kind}).")]
    private partial void LogNotUnsubscribed(string key, string kind);
}
