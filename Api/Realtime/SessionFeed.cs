using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// All that this node hears of one session, for all its sockets: one observer, kept subscribed while a socket is open.
/// A session that moves to another silo, or whose
/// silo dies without a word, is found again by the next watch, which also tells what was missed.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "A token source without a timer holds nothing, and calls may still end after the feed."
)]
internal sealed partial class SessionFeed(
    string key,
    FrameFormatter frames,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<SessionFeed> logger
) : ISessionObserver
{
    private readonly Lock _lock = new();
    private readonly List<SendQueue> _sockets = [];
    private readonly FrameSequencer _order = new();
    private readonly CancellationTokenSource _ended = new();
    private StreamingAnswer? _answer;
    private string? _endedAnswer;
    private bool _over;
    private long _answerAt;
    private long _settled;

    public IChatSession Session { get; } = grains.GetGrain<IChatSession>(key);

    public FrameFormatter Frames => frames;

    /// <summary>All frames of the session up to this stamp have been put into the sockets' queues.</summary>
    public long Settled => Volatile.Read(ref _settled);

    /// <summary>The answer being written.</summary>
    public StreamingAnswer? Answer
    {
        get
        {
            lock (_lock)
                return _answer;
        }
    }

    /// <summary>
    /// From now on the socket gets every frame; false where the last socket has left and the feed is over.
    /// </summary>
    public bool TryJoin(SendQueue socket)
    {
        lock (_lock)
        {
            if (_over)
                return false;
            if (_sockets.Count == 0)
                _watching = Keep();
            _sockets.Add(socket);
            return true;
        }
    }

    /// <summary>True where that was the last socket: the feed is over.</summary>
    public bool Leave(SendQueue socket)
    {
        lock (_lock)
        {
            _over |= _sockets.Remove(socket) && _sockets.Count == 0;
            if (!_over)
                return false;
        }
        _ended.Cancel();
        return true;
    }

    public Task Receive(ImmutableArray<LiveFrame> frames)
    {
        lock (_lock)
        {
            Publish(_order.Receive(frames));
            if (_order.Behind && _order.Seq >= 0)
                SubscribeNow();
        }
        return Task.CompletedTask;
    }

    public Task SubscriptionLost()
    {
        SubscribeNow();
        return Task.CompletedTask;
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
            case EventFrame { Event: var happened }:
                Offer(new SessionFrame(at, happened.Seq, Frames.Event(happened)));
                if (happened.Message is { Role: not Speaker.User })
                    EndAnswer(happened.Message.MessageId, happened.Seq);
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
                Offer(new RefreshFrame(at, false, Snapshot()));
                break;
            case DeltaFrame delta:
                Publish(at, delta);
                break;
            default:
                LogUnknown(key, frame.GetType().Name);
                break;
        }
    }

    private void Publish(long at, DeltaFrame delta)
    {
        if (at <= _answerAt || delta.MessageId == _endedAnswer)
            return;
        var follows = _answer?.MessageId == delta.MessageId && delta.Index == _answer.Index + 1;
        if (!follows && delta.Index > 0)
        {
            SubscribeNow(); // A piece is missing; the session has all of the text.
            return;
        }
        if (!follows)
            _answer = new(delta.MessageId, _answer?.MessageId == delta.MessageId);
        Extend(at, delta.Delta, delta.Index);
    }

    /// <summary>Makes up for pieces that did not arrive.</summary>
    private void CatchUp(DeltaFrame answering)
    {
        var at = FrameFormatter.Stamp(answering.At);
        if (at <= _answerAt || answering.MessageId == _endedAnswer)
            return;
        var same = _answer?.MessageId == answering.MessageId;
        if (!same || !_answer!.Begins(answering.Delta))
            _answer = new(answering.MessageId, same);
        Extend(at, answering.Delta[_answer.Length..], answering.Index);
    }

    private void Extend(long at, string text, int index)
    {
        var start = _answer!.Length;
        _answer.Append(text, index);
        _answerAt = at;
        if (!_sockets.Exists(socket => socket.Streaming))
            return;
        var shown = start == 0 && _answer.Again ? 0 : index; // 0 tells clients to begin anew.
        Offer(
            new AnswerDeltaFrame(
                at,
                _answer,
                start,
                start + text.Length,
                index,
                Frames.Delta(at, _answer.MessageId, text, shown)
            )
        );
    }

    private void EndAnswer(string messageId, long seq)
    {
        _endedAnswer = messageId;
        if (_answer is null)
            return;
        _answer.EndedBy = seq;
        _answer = null;
    }

    private void CloseAll(CloseReason why)
    {
        lock (_lock)
            foreach (var socket in _sockets)
                socket.Close(why);
    }

    private void Offer(QueuedFrame entry)
    {
        foreach (var socket in _sockets)
            if (socket.Streaming || entry is not AnswerDeltaFrame)
                socket.Offer(entry);
    }
}
