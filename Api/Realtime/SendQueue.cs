using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// The bounded queue of frames for one socket. Adding never waits: a full queue ends the connection.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "A token source without a timer holds no resource, and Close may be called after the end."
)]
internal sealed class SendQueue(SessionFeed feed, bool streaming)
{
    private const int MaxFrames = 1_024;

    private readonly Channel<QueuedFrame> _frames = Channel.CreateBounded<QueuedFrame>(
        new BoundedChannelOptions(MaxFrames) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly CancellationTokenSource _closing = new();
    private CloseReason? _closeReason;
    private int _refreshRequested;

    /// <summary>The client gets every frame at once, deltas too.</summary>
    public bool IsStreaming => streaming;

    public int Count => _frames.Reader.Count;

    /// <summary>Null until <see cref="Close"/>.</summary>
    public CloseReason? CloseReason => Volatile.Read(ref _closeReason);

    public CancellationToken Closing => _closing.Token;

    /// <summary>
    /// Adds a frame. After one frame found no room the queue accepts no more: the client must not get a later frame as
    /// if nothing were missing before it.
    /// </summary>
    public void Offer(QueuedFrame frame)
    {
        if (CloseReason is null && !_frames.Writer.TryWrite(frame))
            Close(CloseReason.TooSlow);
    }

    public void Reply(Func<long, ReadOnlyMemory<byte>> write) =>
        Offer(new ReplyFrame(feed.Subscription.Settled, write));

    /// <summary>Sends the whole state. Further requests before it is sent change nothing.</summary>
    public void Refresh()
    {
        if (Interlocked.Exchange(ref _refreshRequested, 1) == 0)
            Offer(new RefreshFrame(0, isRequested: true, feed.Reader.Snapshot()));
    }

    /// <summary>From here on <see cref="Refresh"/> has an effect again.</summary>
    public void CompleteRefresh() => Volatile.Write(ref _refreshRequested, 0);

    /// <summary>Ends the connection after the frame that is being sent. The first reason counts.</summary>
    public void Close(CloseReason reason)
    {
        if (Interlocked.CompareExchange(ref _closeReason, reason, null) is null)
            _closing.CancelAsync();
    }

    /// <summary>Ends the connection after all frames that are in the queue now.</summary>
    public void CloseAfterQueued(CloseReason reason) => Offer(new CloseFrame(reason));

    public bool TryRead([NotNullWhen(true)] out QueuedFrame? frame) => _frames.Reader.TryRead(out frame);

    public async Task WaitToRead(CancellationToken cancellationToken) =>
        await _frames.Reader.WaitToReadAsync(cancellationToken);
}
