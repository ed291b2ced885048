using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>The events of a session: the head's tail and the sealed segments before it.</summary>
internal sealed class SessionLog(GrainRecords records, long sealedBefore)
{
    /// <summary>Segments held in memory: enough for opening a session and for a prompt.</summary>
    private const int Held = 16;

    /// <summary>While a segment is sealed nobody who sends to the session is acknowledged.</summary>
    private const int SealingAtOnce = 8;

    private readonly Dictionary<long, EventSegment> _held = [];
    private readonly Queue<long> _age = new();
    private readonly ClientMessageIndex _sent = new(sealedBefore);

    /// <summary>
    /// Writes the oldest segment of a full head, and which client ids are in it. May be done again after a crash.
    /// </summary>
    public async Task<SessionHead> Seal(SessionHead head)
    {
        var segment = head.Oldest();
        var sent = segment.Events.Where(e => e.Message is { ClientMessageId.Length: > 0 }).ToArray();
        await Task.WhenAll(
            records.WriteOnce(EventSegment.Name(head.Sealed), segment),
            GrainRecords.Each(
                sent,
                async e =>
                {
                    await records.WriteOnce(
                        ClientMessageRecord.Name(e.Message!.ClientMessageId!),
                        ClientMessageRecord.From(e)
                    );
                    return true;
                },
                SealingAtOnce
            )
        );
        Hold(head.Sealed, segment);
        _sent.Sealed(head.Sealed, sent);
        return head.Cut();
    }

    /// <summary>
    /// The message that a client id became, as far as memory tells; the answer is final when it says so.
    /// </summary>
    public ClientMessageRecord? Recall(SessionHead head, string clientMessageId, long lookedUpAt, out bool final)
    {
        var found = head.Tail.FirstOrDefault(e => e.Message?.ClientMessageId == clientMessageId) is { } sent
            ? ClientMessageRecord.From(sent)
            : _sent.Find(clientMessageId);
        final = found is not null || _sent.CompleteFrom <= lookedUpAt;
        return found;
    }

    /// <summary>The message that a client id became, among the sealed ones.</summary>
    public Task<ClientMessageRecord?> LookUp(string clientMessageId) =>
        records.Read<ClientMessageRecord>(ClientMessageRecord.Name(clientMessageId));

    /// <summary>
    /// The events after <paramref name="after"/> up to and with <paramref name="through"/>, oldest first.
    /// </summary>
    public async Task<ImmutableArray<SessionEvent>> Read(SessionHead head, long after, long through)
    {
        after = Math.Max(after, 0);
        through = Math.Min(through, head.Seq);
        if (through <= after)
            return [];
        var first = EventSegment.IndexOf(after + 1);
        var last = Math.Min(EventSegment.IndexOf(through), head.Sealed - 1);
        var found = ImmutableArray.CreateBuilder<SessionEvent>((int)(through - after));
        foreach (var segment in await Segments(first, last))
            Take(segment.Events);
        Take(head.Tail);
        return found.DrainToImmutable();

        void Take(ImmutableArray<SessionEvent> events)
        {
            foreach (var e in events)
                if (e.Seq > after && e.Seq <= through)
                    found.Add(e);
        }
    }

    /// <summary>The event, which must be there.</summary>
    public async Task<SessionEvent> Read(SessionHead head, long seq) => (await Read(head, seq - 1, seq)).Single();

    /// <summary>What the events up to and with this one add up to.</summary>
    public async Task<SessionFold> Fold(SessionHead head, long seq)
    {
        if (seq >= head.Seq)
            return head.Fold;
        var (before, events) = (head.BeforeTail, head.Tail);
        if (seq <= before.Seq && seq > 0)
        {
            var segment = await Segment(EventSegment.IndexOf(seq));
            (before, events) = (segment.Before, segment.Events);
        }
        return seq <= 0
            ? new SessionFold()
            : events.TakeWhile(e => e.Seq <= seq).Aggregate(before, (fold, next) => fold.Add(next));
    }

    private async ValueTask<EventSegment[]> Segments(long first, long last)
    {
        if (last < first)
            return [];
        var segments = new EventSegment[last - first + 1];
        for (var number = first; number <= last; number++)
        {
            if (!_held.TryGetValue(number, out segments[number - first]!))
                return await GrainRecords.Each(
                    [.. Enumerable.Range(0, segments.Length).Select(at => first + at)],
                    Segment
                );
        }
        return segments;
    }

    private async Task<EventSegment> Segment(long number)
    {
        if (_held.TryGetValue(number, out var held))
            return held;
        var segment = await records.Read<EventSegment>(EventSegment.Name(number))
            ?? throw new InvalidOperationException($"Segment {number} is missing.");
        Hold(number, segment);
        return segment;
    }

    private void Hold(long number, EventSegment segment)
    {
        if (!_held.TryAdd(number, segment))
            return;
        _age.Enqueue(number);
        if (_age.Count > Held)
            _held.Remove(_age.Dequeue());
    }
}
