using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Puts what a node hears of a session in order: every durable event once, by <c>seq</c>, without gaps. Frames that
/// come before the first answer to a watch, or after
/// a gap, are held until the session has told what is missing. Frames that are not durable show a gap too: they say
/// which event they come after.
/// </summary>
internal sealed class FrameSequencer
{
    private const int MaxHeld = 4_096;
    private readonly List<LiveFrame> _held = [];

    /// <summary>The last durable event passed on; -1 before the first answer to a watch.</summary>
    public long Seq { get; private set; } = -1;

    /// <summary>A frame was held: something before it is missing.</summary>
    public bool Behind => _held.Count > 0;

    /// <summary>What of <paramref name="frames"/> can be passed on now.</summary>
    public List<LiveFrame> Receive(ImmutableArray<LiveFrame> frames)
    {
        List<LiveFrame> ready = new(frames.Length);
        foreach (var frame in frames)
            Take(frame, ready);
        return ready;
    }

    /// <summary>What can be passed on now that the session has said what came after <see cref="Seq"/>.</summary>
    /// <param name="seq">The session's last event when it answered; only the first answer sets where this node
    /// begins.</param>
    public List<LiveFrame> Settle(long seq, ImmutableArray<SessionEvent> missed, DeltaFrame? answering)
    {
        if (Seq < 0)
            Seq = seq;
        var told = missed.Select(LiveFrame (missing) => new EventFrame { At = missing.At, Event = missing });
        var held = _held.Where(frame => frame is not DeltaFrame || answering is null || frame.At > answering.At);
        var all = told.Concat(held).OrderBy(frame => frame.At).ToList();
        _held.Clear();
        List<LiveFrame> ready = [];
        foreach (var frame in all)
            Take(frame, ready);
        return ready;
    }

    private void Take(LiveFrame frame, List<LiveFrame> ready)
    {
        var seq = (frame as EventFrame)?.Event.Seq ?? 0;
        if (seq > 0 && seq <= Seq)
            return;
        if (Seq < 0 || Behind || seq > Seq + 1 || seq == 0 && frame.Seq > Seq)
        {
            // Beyond any sensible burst the rest is left to the log, which has every event.
            if (_held.Count < MaxHeld)
                _held.Add(frame);
            return;
        }
        if (seq > 0)
            Seq = seq;
        ready.Add(frame);
    }
}
