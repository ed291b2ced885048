using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>The feed's calls to the Session.</summary>
internal sealed partial class SessionFeed
{
    /// <summary>
    /// A silo that was killed says nothing, and its sessions wake elsewhere only when somebody calls them: this is how
    /// long that may take.
    /// </summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Frames may be on their way while the answer to a watch is already here: they get this long, as they come in
    /// better order.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a call may take, with all its attempts, before a client is better off coming back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Stamps may be this much older than the moment at which they can be seen: the session stamps before it writes,
    /// and clocks differ.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private const int Page = 500;

    private readonly CoalescedCall<SessionUpdate?> _open = new();
    private readonly TaskCompletionSource<bool> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _watching = Task.CompletedTask;
    private ISessionObserver? _reference;

    /// <summary>Ends when the subscription has, after the last socket.</summary>
    public Task IsSubscribed => _watching;

    /// <summary>Whether there is such a session; known once the feed is subscribed to it.</summary>
    public Task<bool> Found => _found.Task.WaitAsync(Patience, time);

    /// <summary>Asks the session at once what is missing.</summary>
    public void SubscribeNow() => Volatile.Read(ref _nudge).TrySetResult();

    /// <summary>What there is after <paramref name="since"/>; null where there is no such Session.</summary>
    public Task<Subscription?> Subscribe(long since) => Call(() => Session.Subscribe(_reference!, since));

    /// <summary>The events after <paramref name="since"/>, at most a page of them.</summary>
    public async Task<ImmutableArray<SessionEvent>> Events(long since) =>
        await Call(() => Session.Events(since, Page)) ?? [];

    /// <summary>The session as it is now; null where there is no such Session.</summary>
    public Task<SessionUpdate?> Snapshot() => _open.Run(Open);

    private async Task<SessionUpdate?> Open() =>
        await Call(() => Session.Open(new MessagePage())) is { } snapshot ? Frames.Update(snapshot) : null;

    private Task<T> Call<T>(Func<Task<T>> call) => time.Persist(call, Patience, _ended.Token);

    /// <summary>Keeps the subscription until the last socket has left.</summary>
    private async Task Keep()
    {
        await Task.Yield();
        while (!_ended.IsCancellationRequested)
        {
            var nudge = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _nudge, nudge);
            var renewed = await Renew();
            try
            {
                await (
                    renewed ? nudge.Task.WaitAsync(Renewal, time, _ended.Token) : Task.Delay(Retry, time, _ended.Token)
                );
            }
            catch (Exception over) when (over is TimeoutException or OperationCanceledException)
            {
                // Time to renew, or the end.
            }
        }
        await Forget();
    }

    private async Task<bool> Renew()
    {
        try
        {
            _reference ??= grains.CreateObjectReference<ISessionObserver>(this);
            var since = _order.Seq;
            var started = time.GetUtcNow();
            var watch = await Session
                .Subscribe(_reference, since < 0 ? long.MaxValue : since)
                .WaitAsync(Patience, time, _ended.Token);
            if (watch is null)
            {
                _found.TrySetResult(false);
                CloseAll(CloseReason.NotFound);
                return true;
            }
            if (since >= 0 && !_order.Behind && watch.Seq > _order.Seq)
                await Task.Delay(Grace, time, _ended.Token);
            Settle(watch.Seq, watch.Missed, watch.Answering);
            while (_order.Seq < watch.Seq && await Events(_order.Seq) is { Length: > 0 } more)
                Settle(watch.Seq, more, watch.Answering);
            if (_order.Behind)
                SubscribeNow(); // More has happened meanwhile, and what is held waits for it.
            if (_order.Seq >= watch.Seq)
                Volatile.Write(ref _settled, FrameFormatter.Stamp(started - Settling));
            _found.TrySetResult(true);
            return true;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception wrong)
        {
            // whatever it is, nobody but this loop could find the session again
            LogUnreachable(key, wrong.GetType().Name);
            return false;
        }
    }

    private void Settle(long seq, ImmutableArray<SessionEvent> missed, DeltaFrame? answering)
    {
        lock (_lock)
        {
            var ready = _order.Settle(seq, missed, answering);
            var before =
                answering is null ? 0
                : ready.FindIndex(frame => frame.At > answering.At) is >= 0 and var later ? later
                : ready.Count;
            Publish(ready[..before]);
            if (answering is not null)
                CatchUp(answering);
            Publish(ready[before..]);
        }
    }

    private async Task Forget()
    {
        if (_reference is null)
            return;
        try
        {
            if (_found.Task is { IsCompletedSuccessfully: true, Result: true })
                await Session.Unsubscribe(_reference).WaitAsync(Patience, time);
        }
        catch (Exception wrong) when (GrainCallRetry.IsFailure(wrong))
        {
            LogNotUnsubscribed(key, wrong.GetType().Name); // The session forgets it by itself.
        }
        grains.DeleteObjectReference<ISessionObserver>(_reference);
    }
}
