namespace YudaiV3.Api.Realtime;

/// <summary>
/// The timestamps of one connection, in Unix milliseconds: they rise strictly. The session's own frames keep their
/// stamps, which are even; what this node adds
/// takes odd ones, so that the first frame after one of the session's can never stand in the way of the session's next.
/// </summary>
internal sealed class FrameClock
{
    /// <summary>After this time a frame of the session with an older stamp is no longer expected.</summary>
    private const long Margin = 250;

    public long Last { get; private set; }

    /// <summary>Takes over the stamp of a session's frame; false where it is not above the last one.</summary>
    public bool TryFollow(long at)
    {
        if (at <= Last)
            return false;
        Last = at;
        return true;
    }

    /// <summary>The stamp of a <c>session_update</c>: what is older than its snapshot is in it.</summary>
    public long Update(long snapshotAt) => Last = NextOdd(Math.Max(Last, snapshotAt));

    /// <summary>The stamp of a frame of this node, or null while it could overtake a frame of the session.</summary>
    /// <param name="now">This node's clock.</param>
    /// <param name="settled">All frames of the session up to this stamp were here before.</param>
    public long? Own(long now, long settled)
    {
        var next = NextOdd(Last);
        if (long.IsOddInteger(Last) && next > settled && next > now - Margin)
            return null;
        return Last = Math.Max(next, settled - 1 | 1);
    }

    /// <summary>When <see cref="Own"/> will give a stamp, if nothing is sent until then.</summary>
    public long OwnFrom => NextOdd(Last) + Margin;

    /// <summary>The stamp of a frame after which nothing of the session follows.</summary>
    public long Final() => Last = NextOdd(Last);

    private static long NextOdd(long stamp) => stamp + 1 | 1;
}
