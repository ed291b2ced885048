namespace YudaiV3.Api.Realtime;

/// <summary>
/// The timestamps of one connection, in Unix milliseconds. They rise strictly. Frames of the session keep their
/// timestamps, which are even. Frames of this node get odd ones, so the first of them after a session frame never
/// prevents the next session frame.
/// </summary>
internal sealed class FrameClock
{
    /// <summary>After this time no session frame with an older timestamp is expected.</summary>
    private const long Margin = 250;

    public long Last { get; private set; }

    /// <summary>When <see cref="NextOwn"/> returns a timestamp if no frame is sent before.</summary>
    public long NextOwnAt => NextOdd(Last) + Margin;

    /// <summary>Accepts the timestamp of a session frame; false if it is not later than the last one.</summary>
    public bool TryFollow(long at)
    {
        if (at <= Last)
            return false;
        Last = at;
        return true;
    }

    /// <summary>The timestamp of a <c>session_update</c>, which includes everything older than its snapshot.</summary>
    public long NextUpdate(long snapshotAt) => Last = NextOdd(Math.Max(Last, snapshotAt));

    /// <summary>
    /// The timestamp of a frame of this node; null while the frame could overtake a frame of the session.
    /// </summary>
    /// <param name="now">This node's clock.</param>
    /// <param name="settled">All frames of the session up to this timestamp were queued before.</param>
    public long? NextOwn(long now, long settled)
    {
        var next = NextOdd(Last);
        if (long.IsOddInteger(Last) && next > settled && next > now - Margin)
            return null;
        return Last = Math.Max(next, settled - 1 | 1);
    }

    /// <summary>The timestamp of a frame that no session frame follows.</summary>
    public long NextFinal() => Last = NextOdd(Last);

    private static long NextOdd(long stamp) => stamp + 1 | 1;
}
