namespace YudaiV3.Api.Realtime;

/// <summary>Decides what of a queued frame is sent, from what the client has already.</summary>
internal sealed class FrameDelivery(SocketWriter writer, SessionFeed feed, SendQueue queue, TimeProvider time)
{
    private const int MaxHeldFrames = 256;

    private readonly FrameClock _clock = new();
    private readonly AnswerPosition _position = new();
    private readonly Queue<DirectFrame> _held = [];
    private long _stateAt;

    /// <summary>The last durable event that the client has.</summary>
    public long Seq { get; private set; }

    /// <summary>The time until a held frame may be sent if nothing else is sent before; null if none is held.</summary>
    public TimeSpan? HeldFrameDue =>
        _held.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(_clock.NextOwnAt - Now, 1));

    private long Now => FrameFormatter.Stamp(time.GetUtcNow());

    /// <summary>The client has all events up to this one.</summary>
    public void StartAfter(long seq) => Seq = seq;

    /// <summary>The client needs no transient frame that is older than the last frame it got.</summary>
    public void SkipEarlierTransientFrames() => _stateAt = _clock.Last;

    public Task Send(QueuedFrame frame) =>
        frame switch
        {
            SessionFrame session => Send(session),
            AnswerDeltaFrame delta => Send(delta),
            RefreshFrame refresh => Send(refresh),
            DirectFrame direct => Send(direct),
            CloseFrame close => Send(close),
            _ => throw new ArgumentException(frame.GetType().Name, nameof(frame)),
        };

    public async Task SendUpdate(Task<SessionUpdate?> snapshot)
    {
        if (await snapshot.WaitAsync(queue.Closing) is not { } update)
        {
            queue.Close(CloseReason.NotFound);
            return;
        }
        if (update.Seq < Seq)
            return; // A later state was sent since this one was requested.
        await writer.WaitForTurn(queue.Closing);
        (Seq, _stateAt) = (update.Seq, update.At);
        await writer.Write(update.WithStamp(_clock.NextUpdate(update.At)), isUpdate: true);
    }

    /// <summary>Keeps a frame of this node until the clock has a timestamp for it.</summary>
    public void Hold(DirectFrame frame)
    {
        if (frame is not PartialAnswerFrame || !_held.Any(held => held is PartialAnswerFrame))
            _held.Enqueue(frame);
        if (_held.Count > MaxHeldFrames)
            queue.Close(CloseReason.TooSlow);
    }

    /// <summary>Sends or drops the first held frame; false if there is none or it must still wait.</summary>
    public async Task<bool> TrySendHeld(bool isFinal = false)
    {
        if (!_held.TryPeek(out var held))
            return false;
        if (held is PartialAnswerFrame { Answer: var partial } && (IsOver(partial) || _position.IsComplete(partial)))
        {
            _held.Dequeue();
            return true;
        }
        if ((isFinal ? _clock.NextFinal() : _clock.NextOwn(Now, held.Settled)) is not { } stamp)
            return false;
        _held.Dequeue();
        await writer.WaitForTurn(queue.Closing);
        if (held is ReplyFrame reply)
        {
            await writer.Write(reply.Write(stamp));
        }
        else if (held is PartialAnswerFrame { Answer: var answer })
        {
            var (text, end, index) = answer.After(_position.LengthOf(answer));
            await writer.Write(Delta(stamp, answer, text, index));
            _position.Advance(answer, end);
        }
        return true;
    }

    private async Task Send(SessionFrame frame)
    {
        if (frame.Seq > 0 ? frame.Seq <= Seq : frame.At <= _stateAt)
            return;
        await writer.WaitForTurn(queue.Closing);
        var isOverdue = !queue.IsStreaming && queue.Count + 1 > FrameThrottle.MaxHeld;
        var isLate = !_clock.TryFollow(frame.At);
        if (isLate && frame.Seq == 0 && !isOverdue)
            return; // The client has newer data than this transient frame. A snapshot would skip events.
        if (isOverdue || isLate || frame.Seq > Seq + 1)
        {
            await SendUpdate(feed.Reader.Snapshot());
            return;
        }
        Seq = Math.Max(Seq, frame.Seq);
        await writer.Write(frame.Bytes);
    }

    private async Task Send(AnswerDeltaFrame frame)
    {
        var (at, answer, end) = (frame.Delta.At, frame.Delta.Answer, frame.Delta.End);
        if (IsOver(answer) || _position.Covers(answer, end))
            return;
        if (!_clock.TryFollow(at))
        {
            Hold(new PartialAnswerFrame(0, answer)); // The next delta includes this one if it comes before.
            return;
        }
        var length = _position.LengthOf(answer);
        await writer.Write(
            frame.Delta.Start == length
                ? frame.Bytes
                : Delta(at, answer, answer.Between(length, end), frame.Delta.Index)
        );
        _position.Advance(answer, end);
    }

    private async Task Send(RefreshFrame frame)
    {
        if (frame.IsRequested)
            queue.CompleteRefresh();
        else if (frame.At <= _stateAt)
            return;
        await SendUpdate(frame.Update);
    }

    private Task Send(DirectFrame frame)
    {
        Hold(frame);
        return Task.CompletedTask;
    }

    private async Task Send(CloseFrame frame)
    {
        while (_held.Count > 0)
            await TrySendHeld(isFinal: true);
        queue.Close(frame.Reason);
    }

    private bool IsOver(StreamingAnswer answer) => answer.EndSeq is > 0 and var seq && seq <= Seq;

    /// <summary>A delta for this socket alone. Index 0 makes the client discard an earlier attempt.</summary>
    private ReadOnlyMemory<byte> Delta(long stamp, StreamingAnswer answer, string text, int index) =>
        feed.Frames.Delta(stamp, answer.MessageId, text, _position.IsReplacedBy(answer) ? 0 : index);
}
