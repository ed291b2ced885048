using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Auth;
using YudaiV3.Chat.Answering;
using YudaiV3.Chat.Search;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Tokens;
using YudaiV3.RepoIngest.Queries;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>
/// One conversation: its log, the turn in flight, and who watches. Key: <c>session/{userId}/{session}</c>.
/// Reentrant, so that it can be stopped and read while the model writes and while storage works; all changes go through
/// <see cref="GroupCommit{T}"/>, in order.
/// </summary>
[GrainType("chatsession")]
[Reentrant]
internal sealed partial class ChatSessionGrain(
    [PersistentState("chat-session")] IPersistentState<SessionHead> state,
    IGrainStorage storage,
    AnswerGenerator answerer,
    DeltaThrottle pace,
    RepositoryOverviews facts,
    IMessageIndex index,
    RelevantFileFinder files,
    TimeProvider time,
    ILogger<ChatSessionGrain> log
) : Grain, IChatSession, ISessionNotifications, ISessionIssues, IStateOwner<SessionHead>, IRemindable, IDisposable
{
    private readonly WebSocketTickets _tickets = new(time);
    private readonly CancellationTokenSource _ending = new();
    private GroupCommit<SessionHead> _commits = null!;
    private SessionLog _log = null!;
    private MessagePages _pages = null!;
    private SessionClock _clock = null!;
    private ObserverSubscriptions _watchers = null!;

    private string Key => this.GetPrimaryKeyString();
    private long Owner => ChatSessionKey.Owner(Key);
    private SessionHead Head => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<SessionHead>(state, this);
        _log = new SessionLog(new GrainRecords(storage, this.GetGrainId()), Head.Sealed);
        _pages = new MessagePages(_log);
        var now = time.GetUtcNow();
        _clock = new SessionClock(time, Head.Fold.At > now ? Head.Fold.At : now);
        _watchers = new ObserverSubscriptions(_clock, time, Head.Seq);
        _indexed = Head.IndexedThrough;
        if (Head.Unanswered)
            ChatMetrics.TookUp();
        Resume();
        IndexSoon();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        try
        {
            await Task.WhenAll(_turns, _indexing, _commits.Drain()).WaitAsync(cancellationToken);
            if (Head.Exists && !_commits.HasFailed && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
                // a silo that ends has too many to tell of, and maybe nobody to tell: they stay in use
                await Rest(cancellationToken);
        }
        finally
        {
            _watchers.Leave();
        }
    }

    public void Dispose() => _ending.Dispose();

    public async Task<Session> Start(NewSession session)
    {
        if (!Head.Exists)
        {
            var place = await BeInUse(session.SessionId);
            await _commits.Commit(head =>
                (head.Exists ? head : SessionHead.Start(session, place, time.GetUtcNow()), true)
            );
        }
        return Head.Describe(Key);
    }

    public async Task<PostedMessage> Post(NewMessage message)
    {
        if (!Head.Exists && message.Session is null)
            throw Missing();
        var place = await BeInUse(Head.Exists ? Head.SessionId : message.Session!.SessionId);
        await BeReminded();
        var tokens = TokenCounter.Count(message.Content);
        var posted = await Append(message, head =>
            (head.Exists ? head : SessionHead.Start(message.Session!, place, time.GetUtcNow())).Ask(
                Key,
                message,
                tokens,
                _clock.Next()
            )
        );
        Resume();
        return posted;
    }

    public async Task<Exchange> Ask(NewMessage message, TimeSpan patience)
    {
        var posted = await Post(message);
        var answer = await AnswerTo(posted, patience);
        var newest = await _pages.Before(Head, Head.Fold, Head.Seq + 1, EventSegment.Size, superseded: false);
        return new Exchange
        {
            Posted = posted,
            Answer = answer,
            Conversation = newest,
        };
    }

    public Task Publish(LiveFrame news)
    {
        Show(news);
        return Task.CompletedTask;
    }

    public Task<Session?> Touch() => Change(head => head.Touch(time.GetUtcNow()), show: false);

    public Task<Session?> Rename(string title)
    {
        if (title.EnumerateRunes().Count() > 255 || string.IsNullOrWhiteSpace(title))
            throw new InvalidException("title", "A title has 1 to 255 characters and is not blank.");
        return Change(head => head.Rename(title, time.GetUtcNow()), show: true);
    }

    public Task<Session?> Close() => Change(head => head.Close(time.GetUtcNow()), show: true);

    public Task NoteIssue(string issueId) => Change(head => head.NoteIssue(issueId), show: false);

    bool IStateOwner<SessionHead>.HasRoom(SessionHead head) => !head.IsFull;

    Task<SessionHead> IStateOwner<SessionHead>.MakeRoom(SessionHead head) =>
        _log.Seal(head with { IndexedThrough = _indexed });

    void IStateOwner<SessionHead>.Committed(SessionHead before, SessionHead after)
    {
        _watchers.Publish(after.Tail.Where(e => e.Seq > before.Seq));
        _watchers.Release();
        IndexSoon();
    }

    void IStateOwner<SessionHead>.WriteFailed(Exception fault)
    {
        LogLost(fault, Key);
        _ending.Cancel();
        DeactivateOnIdle();
    }

    private async Task<Session?> Change(Func<SessionHead, SessionHead> change, bool show)
    {
        if (!Head.Exists)
            return null;
        await BeInUse(Head.SessionId);
        await _commits.Commit(head => (change(head), true));
        if (show)
            Show(new StateChangedFrame());
        return Head.Describe(Key);
    }

    /// <summary>Appends the user's message, unless its client id is known from before.</summary>
    private async Task<PostedMessage> Append(NewMessage message, Func<SessionHead, SessionHead> append)
    {
        for (var lookedUp = 0L; ; )
        {
            var known = _log.Recall(Head, message.ClientMessageId, lookedUp, out var final);
            if (!final)
            {
                lookedUp = Head.Sealed;
                known = await _log.LookUp(message.ClientMessageId);
            }
            if (known is not null)
                return known.Repeated(Key, message);
            if (await _commits.Commit(Decide) is { } posted)
                return posted;

            // Null: so many segments were sealed since the look into storage that it proves nothing any more.
            (SessionHead, PostedMessage?) Decide(SessionHead head)
            {
                var sent = _log.Recall(head, message.ClientMessageId, lookedUp, out var sure);
                if (!sure)
                    return (head, null);
                if (sent is not null)
                    return (head, sent.Repeated(Key, message));
                var next = append(head);
                return (next, new PostedMessage { Seq = next.Seq, MessageId = MessageIds.Create(Key, next.Seq) });
            }
        }
    }

    private static NotFoundException Missing() => new("There is no such session.");

    private void Show(LiveFrame frame) => _watchers.Show(frame, later: _commits.InFlight);
}
