using System.Net.WebSockets;
using System.Threading.Channels;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// The way out to one client: a bounded queue and the one loop that writes. Who does not keep up is cut off.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "A token source without a timer holds nothing, and the connection may still be told to close after its end."
)]
internal sealed partial class SendQueue(
    WebSocket socket,
    SessionFeed feed,
    long? since,
    bool streaming,
    TimeProvider time,
    ILogger logger
)
{
    private const int MaxQueued = 1_024;
    private const int MaxOwnHeld = 256;

    /// <summary>
    /// How long the peer may take to read what is on its way before the connection is cut without a close frame.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortGrace = TimeSpan.FromSeconds(2);

    private readonly Channel<QueuedFrame> _queue = Channel.CreateBounded<QueuedFrame>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly CancellationTokenSource _closing = new();
    private readonly FrameClock _clock = new();
    private readonly FrameThrottle _pace = new(streaming, time);
    private readonly Queue<DirectFrame> _held = [];
    private CloseReason? _why;
    private int _refreshing;
    private long _seq,
        _stateAt;
    private StreamingAnswer? _answer;
    private int _answered;

    public bool Streaming => streaming;

    /// <summary>
    /// Never waits: a full queue ends the connection, and takes nothing any more: what came after a frame that had no
    /// room would look as if there had been none.
    /// </summary>
    public void Offer(QueuedFrame entry)
    {
        if (Volatile.Read(ref _why) is null && !_queue.Writer.TryWrite(entry))
            Close(CloseReason.TooSlow);
    }

    public void Reply(Func<long, ReadOnlyMemory<byte>> write) => Offer(new ReplyFrame(feed.Settled, write));

    /// <summary>The client wants the whole state; asked again before it was sent, it is sent once.</summary>
    public void Refresh()
    {
        if (Interlocked.Exchange(ref _refreshing, 1) == 0)
            Offer(new RefreshFrame(0, true, feed.Snapshot()));
    }

    /// <summary>Ends the connection after the frame being sent; the first reason counts.</summary>
    public void Close(CloseReason why)
    {
        if (Interlocked.CompareExchange(ref _why, why, null) is null)
            _closing.CancelAsync();
    }

    /// <summary>As <see cref="Close"/>, after what is in the queue by now.</summary>
    public void CloseAfter(CloseReason why) => Offer(new CloseFrame(why));

    /// <summary>Sends until the connection is to be closed, and says goodbye.</summary>
    public async Task Run()
    {
        using var over = new CancellationTokenSource();
        await using var cut = _closing.Token.Register(() =>
            _ = CutAfter(_why == CloseReason.ShuttingDown ? ShortGrace : Grace, over.Token)
        );
        try
        {
            if (await Begin())
                while (true)
                    await SendNext();
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Asked to close.
        }
        catch (Exception wrong) when (!IsGone && GrainCallRetry.IsFailure(wrong))
        {
            LogFailed(wrong);
            Close(CloseReason.Unavailable);
        }
        catch (Exception) when (IsGone)
        {
            // The peer went away in the middle of a frame.
        }
        await SayGoodbye();
        await over.CancelAsync();
    }

    private bool IsGone => socket.State is WebSocketState.Aborted or WebSocketState.Closed;

    private async Task<bool> Begin()
    {
        if (!await feed.Found.WaitAsync(_closing.Token))
        {
            Close(CloseReason.NotFound);
            return false;
        }
        await Join();
        if (streaming && feed.Answer is { } answer)
            _held.Enqueue(new PartialAnswerFrame(feed.Settled, answer));
        return true;
    }

    private async Task SendNext()
    {
        _closing.Token.ThrowIfCancellationRequested();
        if (await TrySendHeld())
            return;
        if (_queue.Reader.TryRead(out var entry))
            await Send(entry);
        else
            await More();
    }

    /// <summary>Waits for the next entry, or until a frame that is held back may go.</summary>
    private async Task More()
    {
        if (_held.Count == 0)
        {
            await _queue.Reader.WaitToReadAsync(_closing.Token);
            return;
        }
        var wait = TimeSpan.FromMilliseconds(Math.Max(_clock.OwnFrom - Now, 1));
        using var alarm = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, _closing.Token);
        try
        {
            await _queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (alarm.IsCancellationRequested)
        {
            // A held frame may go now.
        }
    }

    private long Now => FrameFormatter.Stamp(time.GetUtcNow());

    private async Task SendBytes(ReadOnlyMemory<byte> frame, bool update = false)
    {
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        _pace.Sent(update);
        SocketMetrics.Sent();
    }

    /// <summary>Waits for the moment at which the client takes another frame.</summary>
    private async ValueTask Turn()
    {
        while (_pace.Wait is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, _closing.Token);
    }

    private async Task SayGoodbye()
    {
        var why = _why ?? CloseReason.ByClient;
        SocketMetrics.SaidGoodbye(why);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(why.Status, why.Reason, CancellationToken.None);
        }
        catch (Exception) when (IsGone)
        {
            // Nobody is left to hear it.
        }
    }

    private async Task CutAfter(TimeSpan grace, CancellationToken over)
    {
        await Task.Delay(grace, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!over.IsCancellationRequested)
            socket.Abort();
    }
}
