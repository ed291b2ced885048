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
/// A user. Key: <c>user/{userId}</c>. Reentrant, because a session that it calls may call it back before it answers.
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
    private readonly LoginObserverSubscriptions _loginObservers = new(time);
    private GroupCommit<UserHead> _commits = null!;
    private SessionCatalogue _catalogue = null!;
    private MessageSearch _search = null!;

    private long UserId => UserKey.UserId(this.GetPrimaryKeyString());
    private UserHead Head => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserHead>(state, this);
        var records = new GrainRecords(storage, this.GetGrainId());
        _catalogue = new SessionCatalogue(_commits, records, this, GrainFactory, UserId);
        _search = new MessageSearch(index, GrainFactory, UserId);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _commits.Drain().WaitAsync(cancellationToken);
        _loginObservers.Clear();
    }

    public void Dispose() => _catalogue?.Dispose();

    public Task<UserProfile> SignIn(UserProfile profile) => Record(head => head.SignIn(profile, time.GetUtcNow()));

    /// <remarks>Called for an Api node whose JWTs have no login.</remarks>
    public Task<UserProfile> SignInThroughGitHub(UserProfile profile, string protectedToken) =>
        Record(head => head.SignIn(profile, time.GetUtcNow()) with { ProtectedGitHubToken = protectedToken });

    public Task<string?> ProtectedGitHubToken() =>
        CurrentLogin.Id is { } loginId
            ? GrainFactory.UserLogins(UserId).ProtectedGitHubToken(loginId)
            : Task.FromResult(Head.ProtectedGitHubToken);

    public Task<UserProfile?> Profile() => Task.FromResult(Head.Profile);

    public async Task SignOut(string tokenId, DateTimeOffset expiresAt)
    {
        await _commits.Commit(head => (head.SignOut(tokenId, expiresAt, time.GetUtcNow()), true));
        await _loginObservers.Publish([tokenId]);
    }

    public Task<bool> HasEnded(string tokenId, DateTimeOffset issuedAt) =>
        Task.FromResult(Head.HasEnded(tokenId, issuedAt));

    public Task ForgetGitHubToken() => _commits.Commit(head => (head.ForgetGitHubToken(), true));

    public Task SignOutAll() => _commits.Commit(head => (head.SignOutAll(time.GetUtcNow()), true));

    public Task<ImmutableArray<string>> SubscribeToLogins(ILoginObserver observer)
    {
        _loginObservers.Add(observer);
        return Task.FromResult<ImmutableArray<string>>([.. Head.Ended.Select(ended => ended.TokenId)]);
    }

    public Task UnsubscribeFromLogins(ILoginObserver observer)
    {
        _loginObservers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task<Session> OpenSession(NewSession session) => _catalogue.Open(session);

    public Task<ImmutableArray<Session>> Sessions(SessionFilter filter) => _catalogue.List(filter);

    public Task<SearchResults> Search(string query, int limit) => _search.Find(query, limit);

    public Task<long> SessionActivated(string sessionId, long? place) => _catalogue.Activate(sessionId, place);

    public Task<string?> SessionAt(long place) => _catalogue.SessionAt(place);

    public Task SessionDeactivated(Session session, long place) => _catalogue.Deactivate(session, place);

    private Task<UserProfile> Record(Func<UserHead, UserHead> signIn) =>
        _commits.Commit(head =>
        {
            var next = signIn(head);
            return (next, next.Profile!);
        });

    void IStateOwner<UserHead>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of user {UserId} failed. The activation ends, and the next one reads the stored state"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
