namespace YudaiV3.Api.Realtime;

/// <summary>
/// The one loop that writes to a socket: first what the client missed or the whole state, then the frames of its
/// queue, and at the end the close frame.
/// </summary>
internal sealed partial class SocketSender(
    SocketWriter writer,
    SessionFeed feed,
    SendQueue queue,
    long? since,
    TimeProvider time,
    ILogger<SocketSender> logger
)
{
    /// <summary>A client that is further behind gets the state, which is cheaper for both sides.</summary>
    private const long MaxReplayedEvents = 5_000;
    private const long MaxReplayedEventsThrottled = 500;

    /// <summary>How long the peer may take to read the last frame before the connection is aborted.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortCloseTimeout = TimeSpan.FromSeconds(2);

    private readonly FrameDelivery _delivery = new(writer, feed, queue, time);

    /// <summary>Sends until the queue is closed, then closes the socket.</summary>
    public async Task Run()
    {
        using var finished = new CancellationTokenSource();
        await using var abort = queue.Closing.Register(() =>
            _ = writer.AbortAfter(
                queue.CloseReason is { } reason && (reason == CloseReason.ShuttingDown || reason == CloseReason.Expired)
                    ? ShortCloseTimeout
                    : CloseTimeout,
                finished.Token
            )
        );
        try
        {
            if (await Begin())
                while (true)
                    await SendNext();
        }
        catch (OperationCanceledException) when (queue.Closing.IsCancellationRequested)
        {
            // The queue was closed.
        }
        catch (Exception exception) when (!writer.IsGone && GrainCallRetry.IsFailure(exception))
        {
            LogUnreachable(exception);
            queue.Close(CloseReason.Unavailable);
        }
        catch (Exception) when (writer.IsGone)
        {
            // The peer disconnected while a frame was being sent.
        }
        await writer.Close(queue.CloseReason ?? CloseReason.ByClient);
        await finished.CancelAsync();
    }

    private async Task<bool> Begin()
    {
        if (!await feed.Subscription.Found.WaitAsync(queue.Closing))
        {
            queue.Close(CloseReason.NotFound);
            return false;
        }
        if (!await TryReplay())
            await _delivery.SendUpdate(feed.Reader.Snapshot());
        if (queue.IsStreaming && feed.Answer is { } answer)
            _delivery.Hold(new PartialAnswerFrame(feed.Subscription.Settled, answer));
        return true;
    }

    /// <summary>False if the client needs the whole state instead.</summary>
    private async Task<bool> TryReplay()
    {
        if (
            since is not { } position
            || await feed.Subscription.Subscribe(position) is not { } current
            || position > current.Seq
            || current.Seq - position > (queue.IsStreaming ? MaxReplayedEvents : MaxReplayedEventsThrottled)
        )
            return false;
        _delivery.StartAfter(position);
        var missed = current.Missed;
        while (true)
        {
            foreach (var sessionEvent in missed)
                await _delivery.Send(
                    new SessionFrame(
                        FrameFormatter.Stamp(sessionEvent.At),
                        sessionEvent.Seq,
                        feed.Frames.Event(sessionEvent)
                    )
                );
            if (_delivery.Seq >= current.Seq)
            {
                _delivery.SkipEarlierTransientFrames();
                return true;
            }
            missed = await feed.Reader.Events(_delivery.Seq);
            if (missed.IsEmpty)
                throw new InvalidOperationException($"The events after {_delivery.Seq} of {current.Seq} are missing.");
        }
    }

    private async Task SendNext()
    {
        queue.Closing.ThrowIfCancellationRequested();
        if (await _delivery.TrySendHeld())
            return;
        if (queue.TryRead(out var frame))
            await _delivery.Send(frame);
        else
            await WaitForNext();
    }

    /// <summary>Waits for the next frame of the queue, or until a held frame may be sent.</summary>
    private async Task WaitForNext()
    {
        if (_delivery.HeldFrameDue is not { } due)
        {
            await queue.WaitToRead(queue.Closing);
            return;
        }
        using var timer = new CancellationTokenSource(due, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, queue.Closing);
        try
        {
            await queue.WaitToRead(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            // A held frame may be sent now.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The connection is closed because the session cannot be reached.")]
    private partial void LogUnreachable(Exception exception);
}
