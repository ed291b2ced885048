using System.Collections.Immutable;
using System.Text;

namespace YudaiV3.Chat;

/// <summary>
/// The observers of a session, and what was sent to them. Frames leave in the order of their timestamps. An event gets
/// its timestamp before it is written, so frames published meanwhile are held and get their timestamps after it.
/// </summary>
/// <param name="seq">The last durable event at activation.</param>
internal sealed class ObserverSubscriptions(SessionClock clock, TimeProvider time, long seq)
{
    /// <summary>A subscription ends after this time without a renewal.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private readonly Dictionary<ISessionObserver, ObserverSubscription> _subscriptions = [];
    private readonly List<LiveFrame> _held = [];
    private readonly StringBuilder _answer = new();
    private DeltaFrame? _lastDelta;
    private long _seq = seq;

    /// <summary>The timestamp of the last frame that was sent.</summary>
    public DateTimeOffset LastSent { get; private set; } = clock.Last;

    /// <summary>The agent status published last; null if none was published since the activation.</summary>
    public AgentStatus? Status { get; private set; }

    /// <summary>The answer in progress, with the text sent so far.</summary>
    public DeltaFrame? Answering => _lastDelta is null ? null : _lastDelta with { Delta = _answer.ToString() };

    public void Add(ISessionObserver observer)
    {
        var now = time.GetUtcNow();
        foreach (var (expired, subscription) in _subscriptions)
        {
            if (subscription.Until < now)
                _subscriptions.Remove(expired);
        }
        if (!_subscriptions.TryGetValue(observer, out var current))
            _subscriptions[observer] = current = new ObserverSubscription(observer, () => Remove(observer));
        current.Until = now + Lifetime;
    }

    public void Remove(ISessionObserver observer) => _subscriptions.Remove(observer);

    /// <summary>Sends events that are durable now, then the held frames.</summary>
    public void Publish(IEnumerable<SessionEvent> events)
    {
        Send([
            .. events.Select(e => new EventFrame
            {
                At = e.At,
                Seq = e.Seq,
                Event = e,
            }),
        ]);
        Release();
    }

    /// <summary>Sends a frame that is not durable.</summary>
    /// <param name="hold">Hold the frame back, because events are being written.</param>
    public void Publish(LiveFrame frame, bool hold)
    {
        if (frame is StatusFrame { Status: var status })
            Status = status;
        _held.Add(frame);
        if (!hold)
            Release();
    }

    /// <summary>
    /// Forgets the text of an answer that is not wanted any more, so that nobody gets it after the event that
    /// superseded its question.
    /// </summary>
    public void Discard(string answerId)
    {
        _held.RemoveAll(frame => frame is DeltaFrame delta && delta.MessageId == answerId);
        if (_lastDelta?.MessageId == answerId)
            _lastDelta = null;
    }

    /// <summary>Tells all observers that the activation ends.</summary>
    public void Clear()
    {
        foreach (var observer in _subscriptions.Keys)
            observer.SubscriptionLost().Ignore();
        _subscriptions.Clear();
    }

    private void Release()
    {
        if (_held.Count == 0)
            return;
        ImmutableArray<LiveFrame> frames = [.. _held.Select(frame => frame with { At = clock.Next(), Seq = _seq })];
        _held.Clear();
        Send(frames);
    }

    private void Send(ImmutableArray<LiveFrame> frames)
    {
        if (frames.IsEmpty)
            return;
        foreach (var frame in frames)
            Track(frame);
        (LastSent, _seq) = (frames[^1].At, frames[^1].Seq);
        var now = time.GetUtcNow();
        foreach (var subscription in _subscriptions.Values.ToArray())
        {
            if (subscription.Until >= now)
                subscription.Send(frames);
        }
    }

    private void Track(LiveFrame frame)
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
