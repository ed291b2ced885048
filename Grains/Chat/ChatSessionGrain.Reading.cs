using System.Collections.Immutable;

namespace YudaiV3.Chat;

// What a session shows. Readers see only what is durable.
internal sealed partial class ChatSessionGrain
{
    private AgentStatus? _status;

    private AgentStatus Status => _status ?? new AgentStatus { Status = Head.Unanswered ? AgentState.Processing : AgentState.Idle };

    public Task<Session?> Describe() => Task.FromResult(Head.Exists ? Head.Describe(Key) : null);

    public Task<SessionSnapshot?> Statistics() => Task.FromResult(Head.Exists ? Snapshot(Head, []) : null);

    public async Task<SessionSnapshot?> Open(MessagePage page)
    {
        if (!Head.Exists)
            return null;
        var snapshot = Snapshot(Head, []);
        return snapshot with { Messages = await Page(Head, page) };
    }

    public async Task<ImmutableArray<Message>?> Messages(MessagePage page) => Head.Exists ? await Page(Head, page) : null;

    public async Task<ImmutableArray<SessionEvent>?> Events(long since, int limit) => Head.Exists ? await _log.Read(Head, since, since + limit) : null;

    public Task Report(AgentStatus status)
    {
        if (!Head.Exists)
            throw new NotFoundException("There is no such session.");
        if (status.Type == AgentType.Daifu)
            throw new InvalidException("type", "DAifu's own state is not yours to set.");
        ShowStatus(status);
        return Task.CompletedTask;
    }

    public Task<string?> IssueTicket(WebSocketLogin login) => Task.FromResult(Head.Exists ? _tickets.Issue(login) : null);

    public Task<WebSocketLogin?> RedeemTicket(string ticket) => Task.FromResult(_tickets.Redeem(ticket));

    public async Task<Watch?> Watch(ISessionObserver observer, long since)
    {
        if (!Head.Exists)
            return null;
        const int most = 500;
        _watchers.Add(observer);
        var watch = new Watch { Seq = Head.Seq, Answering = _watchers.Answering };
        return watch with { Missed = await _log.Read(Head, since, Math.Min(since + most, watch.Seq)) };
    }

    public Task Unwatch(ISessionObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    private void ShowStatus(AgentStatus status)
    {
        _status = status;
        Show(new StatusFrame { Status = status });
    }

    private SessionSnapshot Snapshot(SessionHead head, ImmutableArray<Message> messages) => new()
    {
        Session = head.Describe(Key),
        UserId = Owner,
        Messages = messages,
        AgentStatus = Status,
        Statistics = head.Statistics(),
        Seq = head.Seq,
        At = _watchers.LastSent,
    };

    private async Task<ImmutableArray<Message>> Page(SessionHead head, MessagePage page)
    {
        var before = page.Before is null ? head.Seq + 1
            : await Find(head, page.Before) ?? throw new NotFoundException("There is no such message in this session.");
        var events = await _log.Read(head, before - 1 - page.Limit, before - 1);
        return [.. events.Select(e => e.Message).OfType<Message>()];
    }

    /// <summary>Where the message stands. An id that was not made here is known by its looks, so nobody can make us read a whole session.</summary>
    private async Task<long?> Find(SessionHead head, string messageId)
    {
        if (MessageIds.FirstSeq(messageId) is not { } first || first < 1 || first > head.Seq)
            return null;
        if (MessageIds.Of(Key, first) == messageId)
            return first;
        if (MessageIds.OfAnswer(Key, first, version: 0) != messageId || first > head.AnsweredThrough)
            return null;
        for (var after = first; after < head.Seq; after += EventSegment.Size)
        {
            var events = await _log.Read(head, after, after + EventSegment.Size);
            if (events.FirstOrDefault(e => e.Message?.MessageId == messageId) is { } found)
                return found.Seq;
        }
        return null;
    }
}
