using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>An entry in a socket's queue; those of the session are shared by all sockets of the node.</summary>
internal abstract class QueuedFrame;

/// <summary>A frame of the session, ready to be sent.</summary>
internal sealed class SessionFrame(long at, long seq, ReadOnlyMemory<byte> bytes) : QueuedFrame
{
    public long At => at;

    /// <summary>0 where the frame is not durable.</summary>
    public long Seq => seq;

    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>A piece of the answer, for sockets that have all of it up to <see cref="Start"/>.</summary>
internal sealed class AnswerDeltaFrame(
    long at,
    StreamingAnswer answer,
    int start,
    int end,
    int index,
    ReadOnlyMemory<byte> bytes
) : QueuedFrame
{
    public long At => at;
    public StreamingAnswer Answer => answer;
    public int Start => start;
    public int End => end;
    public int Index => index;
    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>The session as it is now, in place of what the socket knows of it.</summary>
/// <param name="asked">The client asked for it, so it is sent also where nothing has changed.</param>
internal sealed class RefreshFrame(long at, bool asked, Task<SessionUpdate?> update) : QueuedFrame
{
    public long At => at;
    public bool Asked => asked;
    public Task<SessionUpdate?> Update => update;
}

/// <summary>What this node says on its own. It has no place in the session's order, only in time.</summary>
/// <param name="settled">All frames of the session up to this stamp were in the queue before.</param>
internal abstract class DirectFrame(long settled) : QueuedFrame
{
    public long Settled => settled;
}

/// <summary>A heartbeat's answer or an error.</summary>
internal sealed class ReplyFrame(long settled, Func<long, ReadOnlyMemory<byte>> write) : DirectFrame(settled)
{
    public ReadOnlyMemory<byte> Write(long stamp) => write(stamp);
}

/// <summary>The text of the answer being written as far as the socket lacks it.</summary>
internal sealed class PartialAnswerFrame(long settled, StreamingAnswer answer) : DirectFrame(settled)
{
    public StreamingAnswer Answer => answer;
}

/// <summary>The end of the connection, once all that is before it in the queue has gone out.</summary>
internal sealed class CloseFrame(CloseReason why) : QueuedFrame
{
    public CloseReason Why => why;
}
