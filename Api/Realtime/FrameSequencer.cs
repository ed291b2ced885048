using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Puts the frames of a session in order: every durable event once, by <c>seq</c>, without gaps. Frames that arrive
/// before the first subscription, or after a gap, are held until the session has returned the missing events. A frame
/// that is not durable shows a gap too: it names the event that it follows.
/// </summary>
internal sealed class FrameSequencer
{
    private const int MaxHeld = 4_096;
    private readonly List<LiveFrame> _held = [];

    /// <summary>The last durable event that was passed on; -1 before the first subscription.</summary>
    public long Seq { get; private set; } = -1;

    /// <summary>Frames are held because an event before them is missing.</summary>
    public bool HasGap => _held.Count > 0;

    /// <summary>Returns the frames that can be passed on now.</summary>
    public List<LiveFrame> Receive(ImmutableArray<LiveFrame> frames)
    {
        List<LiveFrame> ready = new(frames.Length);
        foreach (var frame in frames)
            Add(frame, ready);
        return ready;
    }

    /// <summary>Returns the frames that can be passed on after the missing events are known.</summary>
    /// <param name="seq">The session's last event. The first call sets where this node begins.</param>
    /// <param name="missed">The events after <see cref="Seq"/>.</param>
    /// <param name="answering">The text of the answer in progress, which replaces held deltas up to it.</param>
    public List<LiveFrame> Settle(long seq, ImmutableArray<SessionEvent> missed, DeltaFrame? answering)
    {
        if (Seq < 0)
            Seq = seq;
        var events = missed.Select(LiveFrame (missing) => new EventFrame { At = missing.At, Event = missing });
        var held = _held.Where(frame => frame is not DeltaFrame || answering is null || frame.At > answering.At);
        var all = events.Concat(held).OrderBy(frame => frame.At).ToList();
        _held.Clear();
        List<LiveFrame> ready = [];
        foreach (var frame in all)
            Add(frame, ready);
        return ready;
    }

    private void Add(LiveFrame frame, List<LiveFrame> ready)
    {
        var seq = (frame as EventFrame)?.Event.Seq ?? 0;
        if (seq > 0 && seq <= Seq)
            return;
        if (Seq < 0 || HasGap || seq > Seq + 1 || seq == 0 && frame.Seq > Seq)
        {
            // The session's log has every event, so frames beyond the limit are read from it later.
            if (_held.Count < MaxHeld)
                _held.Add(frame);
            return;
        }
        if (seq > 0)
            Seq = seq;
        ready.Add(frame);
    }
}
