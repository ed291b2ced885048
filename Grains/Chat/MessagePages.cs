using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>Reads the conversation page by page: backwards, past what is superseded.</summary>
internal sealed class MessagePages(SessionLog log)
{
    /// <summary>
    /// The newest messages before an event, oldest first, as the conversation was at <paramref name="fold"/>.
    /// </summary>
    public async Task<ImmutableArray<Message>> Before(
        SessionHead head,
        SessionFold fold,
        long before,
        int limit,
        bool superseded
    )
    {
        List<Message> newestFirst = [];
        for (var last = before - 1; last > 0 && newestFirst.Count < limit; )
        {
            if (!superseded && SeqRange.Find(fold.Superseded, last) is { } skipped)
            {
                last = skipped.From - 1;
                continue;
            }
            var after = Math.Max(0, last - (limit - newestFirst.Count));
            newestFirst.AddRange(Shown(await log.Read(head, after, last), fold, superseded).Reverse());
            last = after;
        }
        newestFirst.Reverse();
        return [.. newestFirst];
    }

    /// <summary>
    /// The first messages after an event, oldest first, as the conversation was at <paramref name="fold"/>.
    /// </summary>
    public async Task<ImmutableArray<Message>> After(
        SessionHead head,
        SessionFold fold,
        long after,
        int limit,
        bool superseded
    )
    {
        List<Message> found = [];
        while (after < fold.Seq && found.Count < limit)
        {
            if (!superseded && SeqRange.Find(fold.Superseded, after + 1) is { } skipped)
            {
                after = skipped.Through;
                continue;
            }
            var through = Math.Min(fold.Seq, after + limit - found.Count);
            found.AddRange(Shown(await log.Read(head, after, through), fold, superseded));
            after = through;
        }
        return [.. found];
    }

    /// <summary>
    /// The event of a message. An id that was not made here is known by its looks, so nobody can make us read a whole
    /// session.
    /// </summary>
    public async Task<SessionEvent?> Find(SessionHead head, string key, string messageId)
    {
        if (MessageIds.FirstSeq(messageId) is not { } first || first < 1 || first > head.Seq)
            return null;
        if (MessageIds.Create(key, first) == messageId)
            return await log.Read(head, first) is { } said && said.Message?.MessageId == messageId ? said : null;
        if (MessageIds.Version(key, first, messageId) is null)
            return null;
        return await First(head, first, e => e.Message?.MessageId == messageId);
    }

    /// <summary>The first event after <paramref name="after"/> that is looked for.</summary>
    public async Task<SessionEvent?> First(SessionHead head, long after, Func<SessionEvent, bool> wanted)
    {
        for (; after < head.Seq; after += EventSegment.Size)
        {
            var events = await log.Read(head, after, after + EventSegment.Size);
            if (events.FirstOrDefault(wanted) is { } found)
                return found;
        }
        return null;
    }

    private static IEnumerable<Message> Shown(ImmutableArray<SessionEvent> events, SessionFold fold, bool superseded) =>
        events.Where(e => e.Message is not null && (superseded || !fold.Supersedes(e.Seq))).Select(e => e.Message!);
}
