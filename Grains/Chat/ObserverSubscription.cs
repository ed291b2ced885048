using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>
/// One observer of a session. Calls to it are made one after another, because two that are under way at once may arrive
/// in either order; frames that come up meanwhile go together in the next.
/// The session does not wait for any of it.
/// </summary>
internal sealed class ObserverSubscription(ISessionObserver observer, Action gone)
{
    /// <summary>Who is this far behind is given up: it finds what it missed when it watches again.</summary>
    private const int MaxPending = 10_000;

    private readonly List<LiveFrame> _waiting = [];
    private Task _sending = Task.CompletedTask;

    /// <summary>When the subscription ends.</summary>
    public DateTimeOffset Until { get; set; }

    public void Send(ImmutableArray<LiveFrame> frames)
    {
        _waiting.AddRange(frames);
        if (_waiting.Count > MaxPending)
            gone();
        else if (_sending.IsCompleted)
            _sending = SendAll();
    }

    private async Task SendAll()
    {
        try
        {
            while (_waiting.Count > 0)
            {
                ImmutableArray<LiveFrame> frames = [.. _waiting];
                _waiting.Clear();
                await observer.Receive(frames);
            }
        }
        catch (Exception)
        {
            gone(); // whatever the reason, it can only come back by watching again
        }
    }
}
