using System.Collections.Immutable;
using System.Text;

namespace YudaiV3.Chat;

/// <summary>
/// The observers of a session, and what they have been sent. Frames leave in the order of their stamps: an event is
/// stamped before it is written, so whatever comes up
/// meanwhile waits for it, and is stamped after it.
/// </summary>
/// <param name="seq">The last event there was before.</param>
internal sealed class ObserverSubscriptions(SessionClock clock, TimeProvider time, long seq)
{
    /// <summary>How long a subscription lasts unless it is renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly Dictionary<ISessionObserver, ObserverSubscription> _watchers = [];
    private readonly List<LiveFrame> _held = [];
    private readonly StringBuilder _answer = new();
    private DeltaFrame? _lastDelta;
    private long _seq = seq;

    /// <summary>The stamp of the last frame that was sent.</summary>
    public DateTimeOffset LastSent { get; private set; } = clock.Last;

    /// <summary>The answer being written as it has been sent so far.</summary>
    public DeltaFrame? Answering => _lastDelta is null ? null : _lastDelta with { Delta = _answer.ToString() };

    public void Add(ISessionObserver observer)
    {
        var now = time.GetUtcNow();
        foreach (var (gone, watcher) in _watchers)
        {
            if (watcher.Until < now)
                _watchers.Remove(gone);
        }
        if (!_watchers.TryGetValue(observer, out var known))
            _watchers[observer] = known = new ObserverSubscription(observer, () => _watchers.Remove(observer));
        known.Until = now + Lease;
    }

    public void Remove(ISessionObserver observer) => _watchers.Remove(observer);

    /// <summary>Sends events, which are durable now.</summary>
    public void Publish(IEnumerable<SessionEvent> events) =>
        Send([
            .. events.Select(e => new EventFrame
            {
                At = e.At,
                Seq = e.Seq,
                Event = e,
            }),
        ]);

    /// <summary>
    /// Sends a frame that is not durable; <paramref name="later"/> while events are on their way to storage.
    /// </summary>
    public void Show(LiveFrame frame, bool later)
    {
        _held.Add(frame);
        if (!later)
            Release();
    }

    /// <summary>Sends what had to wait.</summary>
    public void Release()
    {
        if (_held.Count == 0)
            return;
        ImmutableArray<LiveFrame> frames = [.. _held.Select(frame => frame with { At = clock.Next(), Seq = _seq })];
        _held.Clear();
        Send(frames);
    }

    /// <summary>Tells everybody to watch again, elsewhere.</summary>
    public void Leave()
    {
        foreach (var observer in _watchers.Keys)
            observer.SubscriptionLost().Ignore();
        _watchers.Clear();
    }

    private void Send(ImmutableArray<LiveFrame> frames)
    {
        if (frames.IsEmpty)
            return;
        foreach (var frame in frames)
            Follow(frame);
        (LastSent, _seq) = (frames[^1].At, frames[^1].Seq);
        var now = time.GetUtcNow();
        foreach (var watcher in _watchers.Values.ToArray())
        {
            if (watcher.Until >= now)
                watcher.Send(frames);
        }
    }

    private void Follow(LiveFrame frame)
    {
        if (frame is DeltaFrame delta)
        {
            if (delta.Index == 0)
                _answer.Clear();
            _answer.Append(delta.Delta);
            _lastDelta = delta;
        }
        else if (frame is EventFrame { Event.Message.MessageId: var id } && id == _lastDelta?.MessageId)
        {
            _lastDelta = null;
        }
    }
}
