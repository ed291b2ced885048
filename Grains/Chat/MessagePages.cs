using System.Collections.Immutable;

namespace YudaiV3.Chat;

/// <summary>Reads the conversation page by page, and skips superseded messages without reading them.</summary>
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
        bool includeSuperseded
    )
    {
        List<Message> newestFirst = [];
        var last = before - 1;
        while (last > 0 && newestFirst.Count < limit)
        {
            if (!includeSuperseded && SeqRange.Find(fold.Superseded, last) is { } skipped)
            {
                last = skipped.From - 1;
                continue;
            }
            var after = Math.Max(0, last - (limit - newestFirst.Count));
            newestFirst.AddRange(Messages(await log.Read(head, after, last), fold, includeSuperseded).Reverse());
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
        bool includeSuperseded
    )
    {
        List<Message> found = [];
        while (after < fold.Seq && found.Count < limit)
        {
            if (!includeSuperseded && SeqRange.Find(fold.Superseded, after + 1) is { } skipped)
            {
                after = skipped.Through;
                continue;
            }
            var through = Math.Min(fold.Seq, after + limit - found.Count);
            found.AddRange(Messages(await log.Read(head, after, through), fold, includeSuperseded));
            after = through;
        }
        return [.. found];
    }

    /// <summary>
    /// Finds the event of a message; null if there is none. The check of the id prevents that a made-up id causes a
    /// read of the whole session.
    /// </summary>
    public async Task<SessionEvent?> Find(SessionHead head, string key, string messageId)
    {
        if (MessageIds.FirstSeq(messageId) is not { } first || first < 1 || first > head.Seq)
            return null;
        if (MessageIds.Create(key, first) == messageId)
            return await log.Read(head, first) is { } found && found.Message?.MessageId == messageId ? found : null;
        if (MessageIds.Version(key, first, messageId) is null)
            return null;
        return await First(head, first, e => e.Message?.MessageId == messageId);
    }

    /// <summary>The first event after <paramref name="after"/> that matches; null if there is none.</summary>
    public async Task<SessionEvent?> First(SessionHead head, long after, Func<SessionEvent, bool> predicate)
    {
        for (; after < head.Seq; after += EventSegment.Size)
        {
            var events = await log.Read(head, after, after + EventSegment.Size);
            if (events.FirstOrDefault(predicate) is { } found)
                return found;
        }
        return null;
    }

    private static IEnumerable<Message> Messages(
        ImmutableArray<SessionEvent> events,
        SessionFold fold,
        bool includeSuperseded
    ) =>
        events
            .Where(e => e.Message is not null && (includeSuperseded || !fold.Supersedes(e.Seq)))
            .Select(e => e.Message!);
}
