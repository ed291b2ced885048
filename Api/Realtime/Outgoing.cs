using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>An entry in a socket's queue; those of the session are shared by all sockets of the node.</summary>
internal abstract class Outgoing;

/// <summary>A frame of the session, ready to be sent.</summary>
internal sealed class SessionFrame(long at, long seq, ReadOnlyMemory<byte> bytes) : Outgoing
{
    public long At => at;

    /// <summary>0 where the frame is not durable.</summary>
    public long Seq => seq;

    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>A piece of the answer, for sockets that have all of it up to <see cref="Start"/>.</summary>
internal sealed class AnswerPiece(long at, LiveAnswer answer, int start, int end, int index, ReadOnlyMemory<byte> bytes) : Outgoing
{
    public long At => at;
    public LiveAnswer Answer => answer;
    public int Start => start;
    public int End => end;
    public int Index => index;
    public ReadOnlyMemory<byte> Bytes => bytes;
}

/// <summary>The session as it is now, in place of what the socket knows of it.</summary>
/// <param name="asked">The client asked for it, so it is sent also where nothing has changed.</param>
internal sealed class Refresh(long at, bool asked, Task<SessionUpdate?> update) : Outgoing
{
    public long At => at;
    public bool Asked => asked;
    public Task<SessionUpdate?> Update => update;
}

/// <summary>What this node says on its own. It has no place in the session's order, only in time.</summary>
/// <param name="settled">All frames of the session up to this stamp were in the queue before.</param>
internal abstract class OwnFrame(long settled) : Outgoing
{
    public long Settled => settled;
}

/// <summary>A heartbeat's answer or an error.</summary>
internal sealed class Reply(long settled, Func<long, ReadOnlyMemory<byte>> write) : OwnFrame(settled)
{
    public ReadOnlyMemory<byte> Write(long stamp) => write(stamp);
}

/// <summary>The text of the answer being written as far as the socket lacks it.</summary>
internal sealed class AnswerSoFar(long settled, LiveAnswer answer) : OwnFrame(settled)
{
    public LiveAnswer Answer => answer;
}

/// <summary>The end of the connection, once all that is before it in the queue has gone out.</summary>
internal sealed class Farewell(Closing why) : Outgoing
{
    public Closing Why => why;
}
