using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// The one observer of a session on this node. It orders the session's frames, serializes each once and adds it to the
/// queues of the session's sockets.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "A token source without a timer holds no resource, and calls may end after the feed."
)]
internal sealed partial class SessionFeed : ISessionObserver
{
    private readonly string _key;
    private readonly ILogger<SessionFeed> _logger;
    private readonly Lock _lock = new();
    private readonly List<SendQueue> _queues = [];
    private readonly FrameSequencer _sequencer = new();
    private readonly AnswerTracker _answers = new();
    private readonly CancellationTokenSource _ended = new();
    private bool _isOver;

    public SessionFeed(
        string key,
        FrameFormatter frames,
        IGrainFactory grains,
        TimeProvider time,
        ILogger<SessionFeed> logger
    )
    {
        (_key, _logger, Frames) = (key, logger, frames);
        Session = grains.GetGrain<IChatSession>(key);
        Reader = new(Session, frames, time, _ended.Token);
        Subscription = new(this, key, grains, time, logger, _ended.Token);
    }

    public IChatSession Session { get; }

    public SessionReader Reader { get; }

    public SessionSubscription Subscription { get; }

    public FrameFormatter Frames { get; }

    /// <summary>The answer that is being written.</summary>
    public StreamingAnswer? Answer
    {
        get
        {
            lock (_lock)
                return _answers.Current;
        }
    }

    /// <summary>The last durable event that was passed on; -1 before the first subscription.</summary>
    public long Seq => _sequencer.Seq;

    /// <summary>Frames are held because an event before them is missing.</summary>
    public bool HasGap => _sequencer.HasGap;

    /// <summary>From here on the queue gets every frame. False if the feed is over.</summary>
    public bool TryJoin(SendQueue queue)
    {
        lock (_lock)
        {
            if (_isOver)
                return false;
            if (_queues.Count == 0)
                Subscription.Start();
            _queues.Add(queue);
            return true;
        }
    }

    /// <summary>True if that was the last queue, which ends the feed.</summary>
    public bool Leave(SendQueue queue)
    {
        lock (_lock)
        {
            _isOver |= _queues.Remove(queue) && _queues.Count == 0;
            if (!_isOver)
                return false;
        }
        _ended.Cancel();
        return true;
    }

    public Task Receive(ImmutableArray<LiveFrame> frames)
    {
        lock (_lock)
        {
            Publish(_sequencer.Receive(frames));
            if (HasGap && Seq >= 0)
                Subscription.RenewNow();
        }
        return Task.CompletedTask;
    }

    public Task SubscriptionLost()
    {
        Subscription.RenewNow();
        return Task.CompletedTask;
    }

    /// <summary>Passes on what was missing, and the held frames that follow it.</summary>
    /// <param name="seq">The session's last event.</param>
    /// <param name="answering">The answer that is being written, with all its text.</param>
    public void Settle(long seq, ImmutableArray<SessionEvent> missed, DeltaFrame? answering)
    {
        lock (_lock)
        {
            var ready = _sequencer.Settle(seq, missed, answering);
            var before =
                answering is null ? 0
                : ready.FindIndex(frame => frame.At > answering.At) is >= 0 and var later ? later
                : ready.Count;
            Publish(ready[..before]);
            if (answering is not null)
                Offer(_answers.CatchUp(answering));
            Publish(ready[before..]);
        }
    }

    public void CloseAll(CloseReason reason)
    {
        lock (_lock)
            foreach (var queue in _queues)
                queue.Close(reason);
    }

    private void Publish(List<LiveFrame> frames)
    {
        foreach (var frame in frames)
            Publish(frame);
    }

    private void Publish(LiveFrame frame)
    {
        var at = FrameFormatter.Stamp(frame.At);
        switch (frame)
        {
            case EventFrame { Event: var sessionEvent }:
                Offer(new SessionFrame(at, sessionEvent.Seq, Frames.Event(sessionEvent)));
                if (sessionEvent.Message is { Role: not Speaker.User } answer)
                    _answers.End(answer.MessageId, sessionEvent.Seq);
                else if (sessionEvent.Supersession is { } supersession)
                    _answers.Drop(supersession, sessionEvent.Seq);
                break;
            case StatusFrame status:
                Offer(new SessionFrame(at, 0, Frames.Status(status)));
                break;
            case StatisticsFrame statistics:
                Offer(new SessionFrame(at, 0, Frames.Statistics(statistics)));
                break;
            case IngestFrame ingest:
                Offer(new SessionFrame(at, 0, Frames.Ingest(ingest)));
                break;
            case StateChangedFrame:
                Offer(new RefreshFrame(at, isRequested: false, Reader.Snapshot()));
                break;
            case DeltaFrame delta:
                Offer(_answers.Add(delta, out var isGap));
                if (isGap)
                    Subscription.RenewNow(); // The session has the whole text.
                break;
            default:
                LogUnknown(_key, frame.GetType().Name);
                break;
        }
    }

    private void Offer(AnswerDelta? delta)
    {
        if (delta is not null && _queues.Exists(queue => queue.IsStreaming))
            Offer(
                new AnswerDeltaFrame(
                    delta,
                    Frames.Delta(delta.At, delta.Answer.MessageId, delta.Text, delta.ShownIndex)
                )
            );
    }

    private void Offer(QueuedFrame frame)
    {
        foreach (var queue in _queues)
            if (queue.IsStreaming || frame is not AnswerDeltaFrame)
                queue.Offer(frame);
    }

    [LoggerMessage(LogLevel.Warning, "Session {Key} sent a {Kind}, which this version does not know.")]
    private partial void LogUnknown(string key, string kind);
}
