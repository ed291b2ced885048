namespace YudaiV3.Api.Realtime;

/// <summary>
/// When a connection may send its next frame. Clients that stream take all at once; the others show only the last frame
/// of any 50 ms.
/// </summary>
internal sealed class FrameThrottle(bool streaming, TimeProvider time)
{
    /// <summary>Frames that may wait for their turn before a <c>session_update</c> takes their place.</summary>
    public const int MaxHeld = 20;

    // A little above the 60 and 100 ms that clients are promised: what the network adds to one frame it takes from the
    // gap to the next.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(65);
    private static readonly TimeSpan GapAfterGreeting = TimeSpan.FromMilliseconds(110);

    private long _sent;
    private TimeSpan _gap;
    private bool _greeted;

    public TimeSpan Wait => _gap == default ? default : Max(_gap - time.GetElapsedTime(_sent), default);

    public void Sent(bool update)
    {
        if (streaming)
            return;
        _gap = update && !_greeted ? GapAfterGreeting : Gap;
        _greeted |= update;
        _sent = time.GetTimestamp();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
