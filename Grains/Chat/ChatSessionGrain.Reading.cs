using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

// What a session shows. Readers see only what is durable.
internal sealed partial class ChatSessionGrain
{
    private AgentStatus? _status;

    private AgentStatus Status =>
        _status ?? new AgentStatus { Status = Head.Unanswered ? AgentState.Processing : AgentState.Idle };

    public Task<Session?> Describe() => Task.FromResult(Head.Exists ? Head.Describe(Key) : null);

    public Task<SessionSnapshot?> Statistics()
    {
        if (!Head.Exists)
            return Task.FromResult<SessionSnapshot?>(null);
        var snapshot = Snapshot(Head, Head.Fold);
        return Task.FromResult<SessionSnapshot?>(
            snapshot with
            {
                Statistics = snapshot.Statistics with { UserIssuesCount = Head.EarlierIssues + Head.Issues.Length },
            }
        );
    }

    public async Task<SessionSnapshot?> Open(MessagePage page)
    {
        if (!Head.Exists)
            return null;
        var head = Head;
        facts.Prepare(Owner, head.Repository); // who looks at a conversation is about to say something
        var snapshot = Snapshot(head, head.Fold); // at once: what is sent from now on comes after it
        var fold = head.Fold;
        if (page.AtSeq is { } seq && seq < head.Seq)
            snapshot = Snapshot(head, fold = await _log.Fold(head, seq));
        return snapshot with { Messages = await Page(head, fold, page), ContextCards = await CardsOf(head, fold) };
    }

    public async Task<ImmutableArray<Message>?> Messages(MessagePage page) =>
        Head.Exists ? await Page(Head, Head.Fold, page) : null;

    public async Task<PageOfMessages?> Page(MessagePage page, long known)
    {
        if (!Head.Exists)
            return null;
        var head = Head;
        return new PageOfMessages
        {
            Seq = head.Seq,
            Messages = known == head.Seq ? null : await Page(head, head.Fold, page),
        };
    }

    public async Task<ImmutableArray<ContextCard>?> Cards() => Head.Exists ? await CardsOf(Head, Head.Fold) : null;

    public async Task<ImmutableArray<SessionEvent>?> Events(long since, int limit) =>
        Head.Exists ? await _log.Read(Head, since, since + limit) : null;

    public Task Report(AgentStatus status)
    {
        if (!Head.Exists)
            throw Missing();
        if (status.Type == AgentType.Daifu)
            throw new InvalidException("type", "DAifu's own state is not yours to set.");
        ShowStatus(status);
        return Task.CompletedTask;
    }

    public Task<string?> IssueTicket(WebSocketLogin login) =>
        Task.FromResult(Head.Exists ? _tickets.Issue(login) : null);

    public Task<WebSocketLogin?> RedeemTicket(string ticket) => Task.FromResult(_tickets.Redeem(ticket));

    public async Task<Subscription?> Subscribe(ISessionObserver observer, long since)
    {
        if (!Head.Exists)
            return null;
        const int most = 500;
        _watchers.Add(observer);
        var watch = new Subscription { Seq = Head.Seq, Answering = _watchers.Answering };
        return watch with { Missed = await _log.Read(Head, since, Math.Min(since + most, watch.Seq)) };
    }

    public Task Unsubscribe(ISessionObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    private void ShowStatus(AgentStatus status)
    {
        _status = status;
        Show(new StatusFrame { Status = status });
    }

    private SessionSnapshot Snapshot(SessionHead head, SessionFold fold)
    {
        var last =
            fold.Seq == head.Seq ? head.LastActivity
            : fold.Seq == 0 ? head.CreatedAt
            : fold.At;
        return new SessionSnapshot
        {
            Session = head.Describe(Key, fold, last),
            UserId = Owner,
            AgentStatus = Status,
            Statistics = head.Statistics(fold, last),
            Seq = fold.Seq,
            At = _watchers.LastSent,
        };
    }

    private async Task<ImmutableArray<Message>> Page(SessionHead head, SessionFold fold, MessagePage page)
    {
        if (page.After is { } after)
            return await _pages.After(
                head,
                fold,
                after.Length == 0 ? 0 : (await Find(after)).Seq,
                page.Limit,
                page.IncludeSuperseded
            );
        var before = page.Before is null ? fold.Seq + 1 : (await Find(page.Before)).Seq;
        return await _pages.Before(head, fold, Math.Min(before, fold.Seq + 1), page.Limit, page.IncludeSuperseded);
    }

    private async Task<ImmutableArray<ContextCard>> CardsOf(SessionHead head, SessionFold fold) =>
        [.. await GrainRecords.Each(fold.Cards, async card => (await _log.Read(head, card.Seq)).Card!.Card)];

    private static NotFoundException NoMessage() => new("There is no such message in this session.");
}
