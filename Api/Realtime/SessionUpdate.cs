using System.Text;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// A serialized <c>session_update</c>. Connections that give it the same timestamp share one copy.
/// </summary>
/// <param name="at">The session's latest timestamp, in Unix milliseconds.</param>
/// <param name="frame">The whole frame; only its timestamp is replaced.</param>
/// <param name="stampStart">The offset of the timestamp.</param>
internal sealed class SessionUpdate(long seq, long at, byte[] frame, int stampStart)
{
    private volatile StampedFrame? _last;

    /// <summary>The last durable event that it includes.</summary>
    public long Seq => seq;

    public long At => at;

    public ReadOnlyMemory<byte> WithStamp(long stamp)
    {
        if (_last is { } last && last.Stamp == stamp)
            return last.Bytes;
        var copy = frame.AsSpan().ToArray();
        Encoding.ASCII.GetBytes(FrameFormatter.Format(stamp), copy.AsSpan(stampStart));
        _last = new(stamp, copy);
        return copy;
    }

    private sealed record StampedFrame(long Stamp, byte[] Bytes);
}
