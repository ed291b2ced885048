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
            if (!includeSuperseded && await log.Superseded.Find(head, fold, last) is { } skipped)
            {
                last = skipped.From - 1;
                continue;
            }
            var after = Math.Max(0, last - (limit - newestFirst.Count));
            newestFirst.AddRange((await Messages(head, fold, after, last, includeSuperseded)).Reverse<Message>());
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
            if (!includeSuperseded && await log.Superseded.Find(head, fold, after + 1) is { } skipped)
            {
                after = skipped.Through;
                continue;
            }
            var through = Math.Min(fold.Seq, after + limit - found.Count);
            found.AddRange(await Messages(head, fold, after, through, includeSuperseded));
            after = through;
        }
        return [.. found];
    }

    /// <summary>
    /// Finds the event of a message; null if there is none. The check of the id prevents reads for a made-up id.
    /// </summary>
    public async Task<SessionEvent?> Find(SessionHead head, string key, string messageId)
    {
        if (MessageIds.FirstSeq(messageId) is not { } first || first < 1 || first > head.Seq)
            return null;
        if (MessageIds.Create(key, first) == messageId)
            return await log.Read(head, first) is { } found && found.Message?.MessageId == messageId ? found : null;
        return MessageIds.Version(key, first, messageId) is null ? null : await FindAnswer(head, first, messageId);
    }

    /// <summary>The current answer to a question; null if there is none.</summary>
    public async Task<Message?> FindAnswer(SessionHead head, string key, long question)
    {
        for (var version = 0; version < MessageIds.MaxVersions; version++)
        {
            var answer = await FindAnswer(head, question, MessageIds.CreateAnswer(key, question, version));
            if (answer is null || !await log.Superseded.Contains(head, head.Fold, answer.Seq))
                return answer?.Message;
        }
        return null;
    }

    /// <summary>The first event after <paramref name="after"/> that matches; null if there is none.</summary>
    /// <param name="through">The last event that is read.</param>
    public async Task<SessionEvent?> First(
        SessionHead head,
        long after,
        Func<SessionEvent, bool> predicate,
        long through = long.MaxValue
    )
    {
        through = Math.Min(through, head.Seq);
        for (; after < through; after += EventSegment.Size)
        {
            var events = await log.Read(head, after, Math.Min(after + EventSegment.Size, through));
            if (events.FirstOrDefault(predicate) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>
    /// Looks for an answer behind its question, in the tail, in the records, and last among the events that an earlier
    /// edition wrote, which have no records.
    /// </summary>
    private async Task<SessionEvent?> FindAnswer(SessionHead head, long question, string answerId)
    {
        var near = question + AnswerPlace.MaxNear;
        if (await First(head, question, IsAnswer, near) is { } found)
            return found;
        if (near >= head.Seq)
            return null;
        if (head.Tail.FirstOrDefault(IsAnswer) is { } recent)
            return recent;
        return await log.PlaceOf(answerId) is { } place
            ? await log.Read(head, place)
            : await First(head, near, IsAnswer, head.UnlinkedThrough);

        bool IsAnswer(SessionEvent e) => e.Message?.MessageId == answerId;
    }

    private async Task<List<Message>> Messages(
        SessionHead head,
        SessionFold fold,
        long after,
        long through,
        bool includeSuperseded
    )
    {
        List<Message> messages = [];
        foreach (var e in await log.Read(head, after, through))
        {
            if (e.Message is null || !includeSuperseded && await log.Superseded.Contains(head, fold, e.Seq))
                continue;
            messages.Add(e.Message);
        }
        return messages;
    }
}
