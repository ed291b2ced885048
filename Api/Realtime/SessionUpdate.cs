using System.Text;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// A <c>session_update</c> to be stamped for each connection; written once for all those that stamp it alike.
/// </summary>
/// <param name="frame">The whole frame; only the text of its stamp is replaced.</param>
internal sealed class SessionUpdate(long seq, long at, byte[] frame, int stampStart)
{
    private volatile Written? _written;

    /// <summary>The last durable event in it.</summary>
    public long Seq => seq;

    /// <summary>The latest stamp that the session had given.</summary>
    public long At => at;

    public ReadOnlyMemory<byte> Stamped(long stamp)
    {
        if (_written is { } written && written.Stamp == stamp)
            return written.Frame;
        var copy = frame.AsSpan().ToArray();
        Encoding.ASCII.GetBytes(FrameFormatter.Time(stamp), copy.AsSpan(stampStart));
        _written = new(stamp, copy);
        return copy;
    }

    private sealed record Written(long Stamp, byte[] Frame);
}
