namespace YudaiV3.Api.Realtime;

/// <summary>What of an entry goes out, given what the client has got already.</summary>
internal sealed partial class SendQueue
{
    /// <summary>Further back than this a client is better off with the state as it is.</summary>
    private const long MaxReplayed = 5_000;
    private const long MaxReplayedThrottled = 500;

    private async Task Join()
    {
        if (
            since is not { } after
            || await feed.Subscribe(after) is not { } watch
            || after > watch.Seq
            || watch.Seq - after > (streaming ? MaxReplayed : MaxReplayedThrottled)
        )
        {
            await SendUpdate(feed.Snapshot());
            return;
        }
        _seq = after;
        var missed = watch.Missed;
        while (true)
        {
            foreach (var happened in missed)
                await Send(
                    new SessionFrame(FrameFormatter.Stamp(happened.At), happened.Seq, feed.Frames.Event(happened))
                );
            if (_seq >= watch.Seq)
            {
                _stateAt = _clock.Last; // What passed before that is not for this client.
                return;
            }
            missed = await feed.Events(_seq);
            if (missed.IsEmpty)
                throw new InvalidOperationException($"The events after {_seq} of {watch.Seq} are missing.");
        }
    }

    private Task Send(QueuedFrame entry) =>
        entry switch
        {
            SessionFrame frame => Send(frame),
            AnswerDeltaFrame piece => Send(piece),
            RefreshFrame refresh => Send(refresh),
            DirectFrame own => Hold(own),
            CloseFrame farewell => Send(farewell),
            _ => throw new ArgumentException(entry.GetType().Name, nameof(entry)),
        };

    private async Task Send(SessionFrame frame)
    {
        if (frame.Seq > 0 ? frame.Seq <= _seq : frame.At <= _stateAt)
            return;
        await Turn();
        var overdue = !streaming && _queue.Reader.Count + 1 > FrameThrottle.MaxHeld;
        var late = !_clock.TryFollow(frame.At);
        if (late && frame.Seq == 0 && !overdue)
            // What is not durable and older than what the client has is of no use to it; a snapshot would jump over
            // events.
            return;
        if (overdue || late || frame.Seq > _seq + 1)
        {
            await SendUpdate(feed.Snapshot());
            return;
        }
        _seq = Math.Max(_seq, frame.Seq);
        await SendBytes(frame.Bytes);
    }

    private async Task Send(AnswerDeltaFrame piece)
    {
        if (IsOver(piece.Answer) || _answer == piece.Answer && piece.End <= _answered)
            return;
        if (!_clock.TryFollow(piece.At))
        {
            await Hold(new PartialAnswerFrame(0, piece.Answer)); // The next piece has it with it, if there is one soon.
            return;
        }
        if (piece.Start == (_answer == piece.Answer ? _answered : 0))
            await SendBytes(piece.Bytes);
        else
            await SendBytes(
                Written(piece.At, piece.Answer, piece.Answer.Between(Has(piece.Answer), piece.End), piece.Index)
            );
        (_answer, _answered) = (piece.Answer, piece.End);
    }

    private async Task Send(RefreshFrame refresh)
    {
        if (refresh.Asked)
            Volatile.Write(ref _refreshing, 0);
        else if (refresh.At <= _stateAt)
            return;
        await SendUpdate(refresh.Update);
    }

    private async Task SendUpdate(Task<SessionUpdate?> taken)
    {
        if (await taken.WaitAsync(_closing.Token) is not { } update)
        {
            Close(CloseReason.NotFound);
            return;
        }
        if (update.Seq < _seq)
            return; // A later one has gone out since it was asked for.
        await Turn();
        (_seq, _stateAt) = (update.Seq, update.At);
        await SendBytes(update.Stamped(_clock.Update(update.At)), update: true);
    }

    private async Task Send(CloseFrame farewell)
    {
        while (_held.Count > 0)
            await TrySendHeld(last: true);
        Close(farewell.Why);
    }

    private Task Hold(DirectFrame own)
    {
        if (own is not PartialAnswerFrame || !_held.Any(held => held is PartialAnswerFrame))
            _held.Enqueue(own);
        if (_held.Count > MaxOwnHeld)
            Close(CloseReason.TooSlow);
        return Task.CompletedTask;
    }

    private async Task<bool> TrySendHeld(bool last = false)
    {
        if (!_held.TryPeek(out var own))
            return false;
        if (own is PartialAnswerFrame { Answer: var over } && (IsOver(over) || Has(over) == over.Length))
        {
            _held.Dequeue();
            return true;
        }
        if ((last ? _clock.Final() : _clock.Own(Now, own.Settled)) is not { } stamp)
            return false;
        _held.Dequeue();
        await Turn();
        if (own is ReplyFrame reply)
        {
            await SendBytes(reply.Write(stamp));
        }
        else if (own is PartialAnswerFrame { Answer: var answer })
        {
            var (text, end, index) = answer.After(Has(answer));
            await SendBytes(Written(stamp, answer, text, index));
            (_answer, _answered) = (answer, end);
        }
        return true;
    }

    private int Has(StreamingAnswer answer) => _answer == answer ? _answered : 0;

    private bool IsOver(StreamingAnswer answer) => answer.EndedBy is > 0 and var seq && seq <= _seq;

    /// <summary>
    /// A piece for this socket alone. One that begins another attempt says so by index 0, as its first piece would
    /// have.
    /// </summary>
    private ReadOnlyMemory<byte> Written(long stamp, StreamingAnswer answer, string text, int index)
    {
        var anew = answer.Again && Has(answer) == 0 && _answer?.MessageId == answer.MessageId;
        return feed.Frames.Delta(stamp, answer.MessageId, text, anew ? 0 : index);
    }
}
