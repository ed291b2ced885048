namespace YudaiV3.Api.Realtime;

/// <summary>
/// When a connection may send its next frame. Streaming clients get every frame at once. Other clients show only the
/// last frame of any 50 ms.
/// </summary>
internal sealed class FrameThrottle(bool streaming, TimeProvider time)
{
    /// <summary>If more frames wait, one <c>session_update</c> replaces them.</summary>
    public const int MaxHeld = 20;

    // Slightly more than the promised 60 and 100 ms: a delay of one frame on the network shortens the gap to the next.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(65);
    private static readonly TimeSpan GapAfterFirstUpdate = TimeSpan.FromMilliseconds(110);

    private long _sentAt;
    private TimeSpan _gap;
    private bool _isUpdated;

    public TimeSpan Wait => _gap == default ? default : Max(_gap - time.GetElapsedTime(_sentAt), default);

    public void Sent(bool isUpdate)
    {
        if (streaming)
            return;
        _gap = isUpdate && !_isUpdated ? GapAfterFirstUpdate : Gap;
        _isUpdated |= isUpdate;
        _sentAt = time.GetTimestamp();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
