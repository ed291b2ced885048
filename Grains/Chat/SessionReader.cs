using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>Reads a session for clients. Readers see only what is durable.</summary>
internal sealed class SessionReader(SessionContext session)
{
    private const int MaxMissed = 500;

    public async Task<SessionSnapshot> Open(MessagePage page)
    {
        var head = session.Head;
        var snapshot = Snapshot(head, head.Fold); // before the first await: later frames come after this snapshot
        var fold = head.Fold;
        if (page.AtSeq is { } seq && seq < head.Seq)
            snapshot = Snapshot(head, fold = await session.Log.Fold(head, seq));
        return snapshot with
        {
            Messages = await Messages(head, fold, page),
            ContextCards = await session.Log.Cards(head, fold),
        };
    }

    public SessionSnapshot Statistics()
    {
        var head = session.Head;
        var snapshot = Snapshot(head, head.Fold);
        return snapshot with { Statistics = snapshot.Statistics with { UserIssuesCount = head.IssueCount } };
    }

    public async Task<ImmutableArray<Message>> Messages(MessagePage page)
    {
        var head = session.Head;
        var fold = page.AtSeq is { } seq ? await session.Log.Fold(head, seq) : head.Fold;
        return await Messages(head, fold, page);
    }

    /// <param name="knownSeq">The seq of the caller's copy of the page, or -1.</param>
    public async Task<PageOfMessages> Page(MessagePage page, long knownSeq)
    {
        var head = session.Head;
        return new PageOfMessages
        {
            Seq = head.Seq,
            Messages = knownSeq == head.Seq ? null : await Messages(head, head.Fold, page),
        };
    }

    public async Task<ImmutableArray<SessionEvent>> MessagesAt(ImmutableArray<long> seqs)
    {
        var events = await GrainRecords.Each([.. seqs.Where(seq => seq > 0 && seq <= session.Head.Seq)], seq =>
            session.Log.Read(session.Head, seq)
        );
        return [.. events.Where(e => e.Message is not null)];
    }

    public async Task<Subscription> Subscribe(ISessionObserver observer, long since)
    {
        session.Observers.Add(observer);
        var subscription = new Subscription { Seq = session.Head.Seq, Answering = session.Observers.Answering };
        var through = Math.Min(since + MaxMissed, subscription.Seq);
        return subscription with { Missed = await session.Log.Read(session.Head, since, through) };
    }

    private SessionSnapshot Snapshot(SessionHead head, SessionFold fold)
    {
        var view = new SessionView(head, fold);
        return new SessionSnapshot
        {
            Session = view.Describe(session.Key),
            UserId = session.OwnerId,
            AgentStatus = session.Observers.Status ?? DefaultStatus,
            Statistics = view.Statistics,
            Seq = fold.Seq,
            At = session.Observers.LastSent,
        };
    }

    private AgentStatus DefaultStatus =>
        new() { Status = session.Head.Unanswered ? AgentState.Processing : AgentState.Idle };

    private async Task<ImmutableArray<Message>> Messages(SessionHead head, SessionFold fold, MessagePage page)
    {
        var (pages, superseded) = (session.Pages, page.IncludeSuperseded);
        if (page.After is { } after)
        {
            var first = after.Length == 0 ? 0 : (await session.FindMessage(after)).Seq;
            return await pages.After(head, fold, first, page.Limit, superseded);
        }
        var before = page.Before is null ? fold.Seq + 1 : (await session.FindMessage(page.Before)).Seq;
        return await pages.Before(head, fold, Math.Min(before, fold.Seq + 1), page.Limit, superseded);
    }
}
