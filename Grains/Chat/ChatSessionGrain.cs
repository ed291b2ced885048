using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Chat.Answering;
using YudaiV3.Chat.Search;
using YudaiV3.Hosting;
using YudaiV3.RepoIngest.Queries;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>
/// One conversation. Key: <c>session/{userId}/{session}</c>. <see cref="SessionHead"/> decides each change,
/// <see cref="GroupCommit{T}"/> writes the changes in order, <see cref="AnswerRunner"/> answers, and
/// <see cref="SearchIndexer"/> writes the search index.
/// Reentrant: clients read and stop a session while the model writes and while storage works.
/// </summary>
[GrainType("chatsession")]
[Reentrant]
internal sealed class ChatSessionGrain(
    [PersistentState("chat-session")] IPersistentState<SessionHead> state,
    IGrainStorage storage,
    AnswerGenerator generator,
    DeltaThrottle throttle,
    RepositoryOverviews overviews,
    IMessageIndex index,
    RelevantFileFinder files,
    TimeProvider time,
    ILogger<ChatSessionGrain> logger
) : Grain, IChatSession, ISessionNotifications, ISessionIssues, IStateOwner<SessionHead>, IRemindable, IDisposable
{
    private readonly WebSocketTickets _tickets = new(time);
    private readonly CancellationTokenSource _ending = new();
    private SessionContext _session = null!;
    private SessionRegistration _registration = null!;
    private SessionReader _reader = null!;
    private QuestionBuilder _questions = null!;
    private AnswerRunner _answers = null!;
    private UnansweredReminder _reminder = null!;
    private MessagePoster _poster = null!;
    private AnswerStopper _stopper = null!;
    private SessionCards _cards = null!;
    private SearchIndexer _indexer = null!;
    private SupervisedTask _recovery = null!;

    private string Key => _session.Key;
    private SessionHead Head => _session.Head;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var commits = new GroupCommit<SessionHead>(state, this);
        var records = new GrainRecords(storage, this.GetGrainId());
        _session = SessionContext.Create(this.GetPrimaryKeyString(), commits, records, time, logger, _ending.Token);
        _registration = new SessionRegistration(_session, GrainFactory);
        _reader = new SessionReader(_session);
        _questions = new QuestionBuilder(_session, GrainFactory, overviews, files);
        var writer = new AnswerWriter(_session, _questions, generator, throttle);
        _answers = new AnswerRunner(_session, _registration, writer, DelayDeactivation);
        _recovery = new SupervisedTask($"state of {Key}", _answers.Recover, time, logger, _ending.Token)
        {
            MaxBackoff = TimeSpan.FromSeconds(15),
        };
        _reminder = new UnansweredReminder(this, _session);
        _poster = new MessagePoster(_session, _registration, _reminder, _answers);
        _stopper = new AnswerStopper(_session, _answers);
        _cards = new SessionCards(_session, _registration);
        _indexer = new SearchIndexer(_session, index);
        if (Head.Unanswered)
            ChatMetrics.TurnResumed();
        _answers.Resume();
        _indexer.Resume();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        try
        {
            await Task.WhenAll(_answers.Completion, _indexer.Completion, _recovery.Completion, _session.Commits.Drain())
                .WaitAsync(cancellationToken);
            // A silo that shuts down has too many sessions to report, and perhaps no silo to report to.
            if (Head.Exists && !_session.Commits.HasFailed && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
                await _registration.Deactivate(_indexer.IndexedThrough, cancellationToken);
        }
        finally
        {
            _answers.Dispose();
            _session.Observers.Clear();
        }
    }

    public void Dispose() => _ending.Dispose();

    public async Task<Session> Start(NewSession session)
    {
        if (!Head.Exists)
        {
            var place = await _registration.Activate(session.SessionId);
            await _session.Commit(head => head.Exists ? head : SessionHead.Start(session, place, time.GetUtcNow()));
        }
        return Head.Describe(Key);
    }

    public Task<PostedMessage> Post(NewMessage message) => _poster.Post(message);

    public async Task<Exchange> Ask(NewMessage message, TimeSpan maxWait)
    {
        var posted = await Post(message);
        var answer = await _answers.WaitForAnswer(posted, maxWait);
        return new Exchange
        {
            Posted = posted,
            Answer = answer,
            Conversation = await _reader.Messages(new MessagePage { Limit = EventSegment.Size }),
        };
    }

    public Task<PostedMessage> Edit(string messageId, NewMessage message) => _poster.Edit(messageId, message);

    public Task<PostedMessage> Regenerate(string messageId) => _poster.Regenerate(messageId);

    public Task<bool> Stop() => _stopper.Stop(null);

    public Task<bool> StopAnswer(string messageId) => _stopper.Stop(messageId);

    public Task<ContextCard> AddCard(NewCard card) => _cards.Add(card);

    public Task<bool> RemoveCard(string cardId) => _cards.Remove(cardId);

    public Task<Session?> Touch() => Change(head => head.Touch(time.GetUtcNow()));

    public Task<Session?> Rename(string title)
    {
        if (title.EnumerateRunes().Count() > 255 || string.IsNullOrWhiteSpace(title))
            throw new InvalidException("title", "A title has 1 to 255 characters and is not blank.");
        return Change(head => head.Rename(title, time.GetUtcNow()), new StateChangedFrame());
    }

    public Task<Session?> Close() => Change(head => head.Close(time.GetUtcNow()), new StateChangedFrame());

    public Task NoteIssue(string issueId) => Change(head => head.NoteIssue(issueId));

    public Task<Session?> Describe() => Task.FromResult(Head.Exists ? Head.Describe(Key) : null);

    public Task<SessionSnapshot?> Statistics() => Task.FromResult(Head.Exists ? _reader.Statistics() : null);

    public async Task<SessionSnapshot?> Open(MessagePage page)
    {
        if (!Head.Exists)
            return null;
        _questions.Prepare(); // a user who opens a session is likely to ask soon
        return await _reader.Open(page);
    }

    public async Task<ImmutableArray<Message>?> Messages(MessagePage page) =>
        Head.Exists ? await _reader.Messages(page) : null;

    public async Task<PageOfMessages?> Page(MessagePage page, long knownSeq) =>
        Head.Exists ? await _reader.Page(page, knownSeq) : null;

    public Task<ImmutableArray<SessionEvent>> MessagesAt(ImmutableArray<long> seqs) => _reader.MessagesAt(seqs);

    public async Task<ImmutableArray<ContextCard>?> Cards() =>
        Head.Exists ? await _session.Log.Cards(Head, Head.Fold) : null;

    public async Task<ImmutableArray<SessionEvent>?> Events(long since, int limit) =>
        Head.Exists ? await _session.Log.Read(Head, since, since + limit) : null;

    public Task Reindex() => _indexer.Rebuild();

    public Task<string?> IssueTicket(WebSocketLogin login) =>
        Task.FromResult(Head.Exists ? _tickets.Issue(login) : null);

    public Task<WebSocketLogin?> RedeemTicket(string ticket) => Task.FromResult(_tickets.Redeem(ticket));

    public async Task<Subscription?> Subscribe(ISessionObserver observer, long since) =>
        Head.Exists ? await _reader.Subscribe(observer, since) : null;

    public Task Unsubscribe(ISessionObserver observer)
    {
        _session.Observers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task Report(AgentStatus status)
    {
        _session.RequireSession();
        if (status.Type == AgentType.Daifu)
            throw new InvalidException("type", "DAifu's own state is not yours to set.");
        return Publish(new StatusFrame { Status = status });
    }

    public Task Publish(LiveFrame frame)
    {
        _session.Publish(frame);
        return Task.CompletedTask;
    }

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status)
    {
        _answers.Resume();
        return _reminder.UnregisterWhenIdle(reminderName);
    }

    bool IStateOwner<SessionHead>.Recovers => !_session.IsEnding;

    bool IStateOwner<SessionHead>.HasRoom(SessionHead head) => !head.IsFull;

    Task<SessionHead> IStateOwner<SessionHead>.MakeRoom(SessionHead head) =>
        _session.Log.Seal(head with { IndexedThrough = _indexer.IndexedThrough });

    void IStateOwner<SessionHead>.Committed(SessionHead before, SessionHead after)
    {
        _answers.DropSuperseded();
        _session.Observers.Publish(after.Tail.Where(e => e.Seq > before.Seq));
        _indexer.Resume();
    }

    void IStateOwner<SessionHead>.WriteFailed(Exception exception)
    {
        logger.WriteFailed(exception, Key);
        if (exception is not InconsistentStateException)
        {
            _recovery.Request().Ignore();
            return;
        }
        _ending.Cancel(); // another activation owns the session
        DeactivateOnIdle();
    }

    private async Task<Session?> Change(Func<SessionHead, SessionHead> change, LiveFrame? frame = null)
    {
        if (!Head.Exists)
            return null;
        await _registration.Activate(Head.SessionId);
        await _session.Commit(change);
        if (frame is not null)
            _session.Publish(frame);
        return Head.Describe(Key);
    }
}
