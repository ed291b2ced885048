namespace YudaiV3.Api.Realtime;

/// <summary>An entry in the queue of a socket. All sockets of a session share the frames of the session.</summary>
internal abstract class QueuedFrame;

/// <summary>A serialized frame of the session.</summary>
/// <param name="at">Its timestamp, in Unix milliseconds.</param>
internal sealed class SessionFrame(long at, long seq, ReadOnlyMemory<byte> bytes) : QueuedFrame
{
    public long At => at;

    /// <summary>0 if the frame is not durable.</summary>
    public long Seq => seq;

    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>A part of the answer, serialized for sockets that have all text before it.</summary>
internal sealed class AnswerDeltaFrame(AnswerDelta delta, ReadOnlyMemory<byte> bytes) : QueuedFrame
{
    public AnswerDelta Delta => delta;
    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>The current state of the session.</summary>
/// <param name="isRequested">The client requested it, so it is sent even if nothing has changed.</param>
internal sealed class RefreshFrame(long at, bool isRequested, Task<SessionUpdate?> update) : QueuedFrame
{
    public long At => at;
    public bool IsRequested => isRequested;
    public Task<SessionUpdate?> Update => update;
}

/// <summary>A frame that this node adds. It has no position in the session's order, only a time.</summary>
/// <param name="settled">All frames of the session up to this timestamp were queued before it.</param>
internal abstract class DirectFrame(long settled) : QueuedFrame
{
    public long Settled => settled;
}

/// <summary>A heartbeat or an error.</summary>
internal sealed class ReplyFrame(long settled, Func<long, ReadOnlyMemory<byte>> write) : DirectFrame(settled)
{
    public ReadOnlyMemory<byte> Write(long stamp) => write(stamp);
}

/// <summary>All text of the answer in progress that the socket lacks.</summary>
internal sealed class PartialAnswerFrame(long settled, StreamingAnswer answer) : DirectFrame(settled)
{
    public StreamingAnswer Answer => answer;
}

/// <summary>The end of the connection, after all frames before it in the queue.</summary>
internal sealed class CloseFrame(CloseReason reason) : QueuedFrame
{
    public CloseReason Reason => reason;
}
