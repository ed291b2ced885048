using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Chat;
using YudaiV3.Chat.Search;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>
/// A person. Key: <c>user/{userId}</c>. Reentrant, because a session that it asks may have to ask it first.
/// </summary>
[GrainType("user")]
[Reentrant]
internal sealed partial class UserGrain(
    [PersistentState("user")] IPersistentState<UserHead> state,
    IGrainStorage storage,
    IMessageIndex index,
    TimeProvider time,
    ILogger<UserGrain> log
) : Grain, IUser, IStateOwner<UserHead>, IDisposable
{
    private readonly LoginObserverSubscriptions _logins = new(time);
    private GroupCommit<UserHead> _commits = null!;
    private SessionCatalogue _catalogue = null!;
    private GrainRecords _records = null!;

    private long UserId => UserKey.UserId(this.GetPrimaryKeyString());
    private UserHead Head => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserHead>(state, this);
        _records = new GrainRecords(storage, this.GetGrainId());
        _catalogue = new SessionCatalogue(_records);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _commits.Drain().WaitAsync(cancellationToken);
        _logins.Leave();
    }

    public void Dispose() => _catalogue?.Dispose();

    public Task<UserProfile> SignIn(UserProfile profile) => Record(head => head.SignIn(profile, time.GetUtcNow()));

    public Task<UserProfile> SignInThroughGitHub(UserProfile profile, string sealedToken) =>
        Record(head => head.SignIn(profile, time.GetUtcNow()) with { ProtectedGitHubToken = sealedToken });

    public Task<string?> ProtectedGitHubToken() => Task.FromResult(Head.ProtectedGitHubToken);

    public Task<UserProfile?> Profile() => Task.FromResult(Head.Profile);

    public async Task SignOut(string tokenId, DateTimeOffset expiresAt)
    {
        await _commits.Commit(head => (head.SignOut(tokenId, expiresAt, time.GetUtcNow()), true));
        await _logins.Publish(tokenId);
    }

    public Task<ImmutableArray<string>> SubscribeToLogins(ILoginObserver observer)
    {
        _logins.Add(observer);
        return Task.FromResult<ImmutableArray<string>>([.. Head.Ended.Select(ended => ended.TokenId)]);
    }

    public Task UnsubscribeFromLogins(ILoginObserver observer)
    {
        _logins.Remove(observer);
        return Task.CompletedTask;
    }

    public async Task<Session> OpenSession(NewSession session)
    {
        var repository = session.Repository ?? throw new InvalidException("repo_name", "A repository is needed.");
        var opened = await _catalogue.Opened(repository);
        while (true)
        {
            var generation = opened.Value.Generation;
            var there = await GrainFactory
                .ChatSession(UserId, opened.Value.SessionId(repository))
                .Start(session with { SessionId = opened.Value.SessionId(repository) });
            if (there.IsActive)
                return there;
            await Keep(() => _catalogue.Reopen(opened, generation));
        }
    }

    public async Task<ImmutableArray<Session>> Sessions(SessionFilter filter)
    {
        var head = Head;
        var live = await GrainRecords.Each(
            head.ActiveSessions,
            used => GrainFactory.ChatSession(UserId, used.SessionId).Describe(),
            atOnce: 32
        );
        var resting = await _catalogue.Newest(head, filter);
        return
        [
            .. live.OfType<Session>()
                .Where(session => SessionCatalogue.Matches(session, filter))
                .Concat(resting)
                .OrderByDescending(session => session.LastActivity)
                .Take(filter.Limit),
        ];
    }

    public async Task<SearchResults> Search(string query, int limit)
    {
        var (best, total) = await index.Find(UserId, query, limit, CancellationToken.None);
        var sessions = await GrainRecords.Each([.. best.GroupBy(message => message.SessionKey)], async found =>
        {
            var session = GrainFactory.GetGrain<IChatSession>(found.Key);
            return (
                found.Key,
                Session: await session.Describe(),
                Messages: await session.MessagesAt([.. found.Select(message => message.Seq)])
            );
        });
        var there = sessions
            .Where(found => found.Session is not null)
            .SelectMany(found => found.Messages, (found, at) => (found.Key, found.Session!.Title, At: at))
            .ToDictionary(found => (found.Key, found.At.Seq));
        return new SearchResults
        {
            Total = total,
            Results =
            [
                .. from message in best
                where there.ContainsKey((message.SessionKey, message.Seq))
                let found = there[(message.SessionKey, message.Seq)]
                select new SearchResult
                {
                    SessionId = found.At.Message!.SessionId,
                    SessionTitle = found.Title,
                    Message = found.At.Message,
                    Snippet = message.Snippet,
                    Score = message.Score,
                },
            ],
        };
    }

    public Task<long> SessionActivated(string sessionId, long? place) =>
        _commits.Commit(head => head.Use(sessionId, place));

    public async Task<string?> SessionAt(long place) =>
        Head.ActiveSessions.FirstOrDefault(used => used.Place == place)?.SessionId
        ?? await _catalogue.SessionId(Head, place);

    public async Task SessionDeactivated(Session session, long place)
    {
        await Keep(() => _catalogue.Put(session, place));
        await _commits.Commit(head => (head.Rest(session, place), true));
    }

    private Task<UserProfile> Record(Func<UserHead, UserHead> signIn) =>
        _commits.Commit(head =>
        {
            var next = signIn(head);
            return (next, next.Profile!);
        });

    bool IStateOwner<UserHead>.HasRoom(UserHead head) => true;

    Task<UserHead> IStateOwner<UserHead>.MakeRoom(UserHead head) => Task.FromResult(head);

    void IStateOwner<UserHead>.Committed(UserHead before, UserHead after) { }

    void IStateOwner<UserHead>.WriteFailed(Exception fault) => End(fault);

    /// <summary>
    /// Writes a record beside the head. After a failed write memory may be wrong about storage, so the activation ends.
    /// </summary>
    private async Task Keep(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception fault)
        {
            End(fault);
            throw new UnavailableException(
                "The state could not be saved just now. Please send the same request again."
            );
        }
    }

    private void End(Exception fault)
    {
        LogLost(fault, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of user {UserId} failed; the activation ends and the next one reads what there is"
    )]
    private partial void LogLost(Exception fault, long userId);
}
