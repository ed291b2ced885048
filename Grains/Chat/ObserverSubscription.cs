using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// One observer of a session. It gets one call at a time, because two concurrent calls may arrive in either order.
/// Frames published during a call go together into the next one. The session does not wait for the observer.
/// </summary>
/// <param name="remove">Ends the subscription.</param>
internal sealed class ObserverSubscription(ISessionObserver observer, Action remove)
{
    /// <summary>
    /// An observer that is further behind loses its subscription. It reads the rest when it subscribes again.
    /// </summary>
    private const int MaxPending = 10_000;

    private readonly List<LiveFrame> _pending = [];
    private Task _sending = Task.CompletedTask;

    /// <summary>When the subscription ends.</summary>
    public DateTimeOffset Until { get; set; }

    public void Send(ImmutableArray<LiveFrame> frames)
    {
        _pending.AddRange(frames);
        if (_pending.Count > MaxPending)
            remove();
        else if (_sending.IsCompleted)
            _sending = SendAll();
    }

    private async Task SendAll()
    {
        try
        {
            while (_pending.Count > 0)
            {
                ImmutableArray<LiveFrame> frames = [.. _pending];
                _pending.Clear();
                await observer.Receive(frames);
            }
        }
        catch (Exception)
        {
            remove(); // after any failure the observer has to subscribe again
        }
    }
}
