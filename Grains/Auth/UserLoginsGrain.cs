using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>
/// The logins of a user. Key: <c>logins/{userId}</c>. It lists the logins that are alive, so an ended one needs no
/// entry. Reentrant, because it asks the user about logins from before logins had ids, and the user asks it for tokens.
/// </summary>
[GrainType("userlogins")]
[Reentrant]
internal sealed partial class UserLoginsGrain(
    [PersistentState("user-logins")] IPersistentState<UserLoginsState> state,
    TimeProvider time,
    ILogger<UserLoginsGrain> log
) : Grain, IUserLogins, IStateOwner<UserLoginsState>
{
    /// <summary>A JWT without a login may be valid for this long after its issue, by the clock of any node.</summary>
    private static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1);

    private readonly LoginObserverSubscriptions _observers = new(time);
    private readonly Dictionary<string, DateTimeOffset> _uses = [];
    private GroupCommit<UserLoginsState> _commits = null!;

    private long UserId => UserLoginsKey.UserId(this.GetPrimaryKeyString());
    private IUser User => GrainFactory.User(UserId);
    private UserLoginsState State => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserLoginsState>(state, this);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _commits.Drain().WaitAsync(cancellationToken);
        _observers.Clear();
    }

    public Task<UserLogin> Begin(NewUserLogin login) =>
        Begin(login.Id, time.GetUtcNow(), login.UserAgent, login.ProtectedGitHubToken);

    public async Task<UserLogin?> Find(LoginReference login)
    {
        if (State.Find(login.Id, time.GetUtcNow()) is { } existing)
            return existing.Describe();
        if (login.IssuedAt is not { } issuedAt || await User.HasEnded(login.Id, issuedAt))
            return null;
        CurrentLogin.Id = null;
        return await Begin(login.Id, issuedAt, null, await User.ProtectedGitHubToken());
    }

    public Task<ImmutableArray<UserLogin>> List()
    {
        var now = time.GetUtcNow();
        return Task.FromResult<ImmutableArray<UserLogin>>([
            .. State
                .Logins.Where(login => now < login.EndsAt)
                .Select(login => login.Describe() with { LastUsedAt = LastUse(login) })
                .OrderByDescending(login => login.StartedAt),
        ]);
    }

    public async Task<bool> End(LoginReference login)
    {
        var wasThere = await _commits.Commit(logins =>
        {
            var next = logins.End(login.Id);
            return (next, !ReferenceEquals(next, logins));
        });
        if (login.IssuedAt is { } issuedAt)
            await User.SignOut(login.Id, issuedAt + MaxTokenLifetime);
        if (wasThere || login.IssuedAt is not null)
            await _observers.Publish([login.Id]);
        return wasThere;
    }

    public async Task<int> EndAll()
    {
        var ended = await _commits.Commit(logins => (logins with { Logins = [] }, logins.Logins));
        await User.SignOutAll();
        await _observers.Publish([.. ended.Select(login => login.Id)]);
        _observers.RequestRenewal(); // They may know logins from before logins had ids.
        return ended.Length;
    }

    public async Task<ImmutableArray<string>> Subscribe(ILoginObserver observer, ImmutableArray<LoginReference> logins)
    {
        _observers.Add(observer);
        var now = time.GetUtcNow();
        var used = logins.Where(login => login.WasUsed).Select(login => login.Id).ToImmutableArray();
        foreach (var loginId in used)
            _uses[loginId] = now;
        var ended = ImmutableArray.CreateBuilder<string>();
        foreach (var login in logins)
            if (
                State.Find(login.Id, now) is null
                && (login.IssuedAt is not { } issuedAt || await User.HasEnded(login.Id, issuedAt))
            )
                ended.Add(login.Id);
        if (!ReferenceEquals(State.Use(used, now), State))
            await _commits.Commit(current => (current.Use(used, now), true));
        return ended.ToImmutable();
    }

    public Task Unsubscribe(ILoginObserver observer)
    {
        _observers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task<string?> ProtectedGitHubToken(string loginId) =>
        Task.FromResult(State.Find(loginId, time.GetUtcNow())?.ProtectedGitHubToken);

    private async Task<UserLogin> Begin(
        string loginId,
        DateTimeOffset startedAt,
        string? userAgent,
        string? protectedToken
    )
    {
        var now = time.GetUtcNow();
        var login = new StoredLogin
        {
            Id = loginId,
            StartedAt = startedAt,
            LastUsedAt = now,
            UserAgent = userAgent,
            ProtectedGitHubToken = protectedToken,
        };
        var removed = await _commits.Commit(logins =>
        {
            var next = logins.Begin(login, now);
            return (next, logins.Logins.Except(next.Logins).Select(other => other.Id).ToImmutableArray());
        });
        await _observers.Publish(removed);
        return State.Find(loginId, now)?.Describe() ?? login.Describe();
    }

    private DateTimeOffset LastUse(StoredLogin login) =>
        _uses.TryGetValue(login.Id, out var use) && use > login.LastUsedAt ? use : login.LastUsedAt;

    void IStateOwner<UserLoginsState>.Committed(UserLoginsState before, UserLoginsState after)
    {
        foreach (var loginId in _uses.Keys.Except(after.Logins.Select(login => login.Id)).ToArray())
            _uses.Remove(loginId);
    }

    void IStateOwner<UserLoginsState>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of the logins of user {UserId} failed. The activation ends"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
