using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>The events of a session: the head's tail and the sealed segments before it.</summary>
internal sealed class SessionLog(GrainRecords records, long sealedBefore)
{
    /// <summary>Segments kept in memory: enough to open a session and to build a prompt.</summary>
    private const int MaxCached = 16;

    /// <summary>
    /// Concurrent writes while a segment is sealed, which delays all acknowledgements of the session.
    /// </summary>
    private const int MaxConcurrentWrites = 8;

    private readonly Dictionary<long, EventSegment> _cache = [];
    private readonly Queue<long> _cacheOrder = new();
    private readonly ClientMessageIndex _clientMessages = new(sealedBefore);

    /// <summary>The messages that are superseded.</summary>
    public SupersededPages Superseded { get; } = new(records);

    /// <summary>
    /// Writes the oldest segment of a full head and the records that belong to it. Safe to repeat after a crash.
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
                MaxConcurrentWrites
            ),
            GrainRecords.Each(segment.Events.Where(AnswerPlace.IsNeeded).ToArray(), async e =>
            {
                await records.WriteOnce(AnswerPlace.Name(e.Message!.MessageId), new AnswerPlace { Seq = e.Seq });
                return true;
            })
        );
        Cache(head.Sealed, segment);
        _clientMessages.Add(head.Sealed, sent);
        return await Superseded.Trim(head.Cut());
    }

    /// <summary>
    /// Finds a client id's message in memory. If <paramref name="isFinal"/> is false, storage may have it.
    /// </summary>
    public ClientMessageRecord? Recall(SessionHead head, string clientMessageId, long lookedUpAt, out bool isFinal)
    {
        var found = head.Tail.FirstOrDefault(e => e.Message?.ClientMessageId == clientMessageId) is { } sent
            ? ClientMessageRecord.From(sent)
            : _clientMessages.Find(clientMessageId);
        isFinal = found is not null || _clientMessages.CompleteFrom <= lookedUpAt;
        return found;
    }

    /// <summary>The seq of a sealed answer that does not follow its question closely; null if there is none.</summary>
    public async Task<long?> PlaceOf(string answerId) =>
        (await records.Read<AnswerPlace>(AnswerPlace.Name(answerId)))?.Seq;

    /// <summary>Finds a client id's message among the sealed events.</summary>
    public Task<ClientMessageRecord?> LookUp(string clientMessageId) =>
        records.Read<ClientMessageRecord>(ClientMessageRecord.Name(clientMessageId));

    /// <summary>
    /// The events after <paramref name="after"/> up to and including <paramref name="through"/>, oldest first.
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

    /// <summary>Reads an event that exists.</summary>
    public async Task<SessionEvent> Read(SessionHead head, long seq) => (await Read(head, seq - 1, seq)).Single();

    public async Task<ContextCard> Card(SessionHead head, CardPlace place) => (await Read(head, place.Seq)).Card!.Card;

    /// <summary>The cards of a fold, in the order in which they were added.</summary>
    public async Task<ImmutableArray<ContextCard>> Cards(SessionHead head, SessionFold fold) =>
        [.. await GrainRecords.Each(fold.Cards, place => Card(head, place))];

    /// <summary>The fold of the events up to and including this one.</summary>
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
            if (!_cache.TryGetValue(number, out segments[number - first]!))
                return await GrainRecords.Each(
                    [.. Enumerable.Range(0, segments.Length).Select(at => first + at)],
                    Segment
                );
        }
        return segments;
    }

    private async Task<EventSegment> Segment(long number)
    {
        if (_cache.TryGetValue(number, out var cached))
            return cached;
        var segment = await records.Read<EventSegment>(EventSegment.Name(number))
            ?? throw new InvalidOperationException($"Segment {number} is missing.");
        Cache(number, segment);
        return segment;
    }

    private void Cache(long number, EventSegment segment)
    {
        if (!_cache.TryAdd(number, segment))
            return;
        _cacheOrder.Enqueue(number);
        if (_cacheOrder.Count > MaxCached)
            _cache.Remove(_cacheOrder.Dequeue());
    }
}
