using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>
/// The logins and API tokens of a user. Key: <c>logins/{userId}</c>. It lists those that are alive, so an ended one
/// needs no entry. Reentrant, because it asks the user about logins from before logins had ids, and the user asks it for
/// tokens.
/// </summary>
[GrainType("userlogins")]
[Reentrant]
internal sealed partial class UserLoginsGrain(
    [PersistentState("user-logins")] IPersistentState<UserLoginsState> state,
    IGitHubIdentity github,
    ITokenProtector protector,
    TimeProvider time,
    ILogger<UserLoginsGrain> log
) : Grain, IUserLogins, IStateOwner<UserLoginsState>
{
    /// <summary>A JWT without a login may be valid for this long after its issue, by the clock of any node.</summary>
    private static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxRevocation = TimeSpan.FromSeconds(4);

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
                .Select(login => login.Describe() with { LastUsedAt = LastUse(login.Id, login.LastUsedAt)!.Value })
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
        var ended = await _commits.Commit(logins => (new UserLoginsState(), logins));
        await User.SignOutAll();
        await _observers.Publish([
            .. ended.Logins.Select(login => login.Id),
            .. ended.ApiTokens.Select(token => token.Id),
        ]);
        _observers.RequestRenewal(); // They may know logins from before logins had ids.
        return ended.Logins.Length;
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
                !State.IsAlive(login.Id, now)
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
        Task.FromResult(State.ProtectedGitHubToken(loginId, time.GetUtcNow()));

    public async Task DisconnectGitHub()
    {
        CurrentLogin.Id = null;
        string?[] stored = [.. State.ProtectedGitHubTokens, await User.ProtectedGitHubToken()];
        var tokens = stored.OfType<string>().Select(token => protector.Unprotect(UserId, token)).OfType<string>();
        // While they are stored: after a crash the user can ask again.
        await Task.WhenAll(tokens.Distinct().Select(Revoke));
        await _commits.Commit(logins => (logins.ForgetGitHubTokens(), true));
        await User.ForgetGitHubToken();
    }

    public async Task<ApiToken> CreateApiToken(NewApiToken token)
    {
        var created = StoredApiToken.From(token, await User.ProtectedGitHubToken(), time.GetUtcNow());
        await _commits.Commit(logins => (logins.Create(created, time.GetUtcNow()), true));
        return created.Describe();
    }

    public Task<ImmutableArray<ApiToken>> ApiTokens()
    {
        var now = time.GetUtcNow();
        return Task.FromResult<ImmutableArray<ApiToken>>([
            .. State
                .ApiTokens.Where(token => now < token.ExpiresAt)
                .Select(token => token.Describe() with { LastUsedAt = LastUse(token.Id, token.LastUsedAt) })
                .OrderByDescending(token => token.CreatedAt),
        ]);
    }

    public Task<ApiToken?> FindApiToken(string id, string hash) =>
        Task.FromResult(
            State.FindApiToken(id, time.GetUtcNow()) is { } token && token.HasHash(hash) ? token.Describe() : null
        );

    public async Task<bool> DeleteApiToken(string id)
    {
        var wasThere = await _commits.Commit(logins =>
        {
            var next = logins.ApiTokens.Any(token => token.Id == id) ? logins.EndAny(id) : logins;
            return (next, !ReferenceEquals(next, logins));
        });
        if (wasThere)
            await _observers.Publish([id]);
        return wasThere;
    }

    /// <summary>GitHub may be down, and the user wants the token to be forgotten all the same.</summary>
    private async Task Revoke(string token)
    {
        try
        {
            await github.Revoke(token).WaitAsync(MaxRevocation, time);
        }
        catch (Exception exception) when (exception is GitHubException or TimeoutException)
        {
            LogNotRevoked(UserId, exception.Message);
        }
    }

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

    private DateTimeOffset? LastUse(string id, DateTimeOffset? stored) =>
        _uses.TryGetValue(id, out var use) && !(use < stored) ? use : stored;

    void IStateOwner<UserLoginsState>.Committed(UserLoginsState before, UserLoginsState after)
    {
        var now = time.GetUtcNow();
        foreach (var id in _uses.Keys.Where(id => !after.IsAlive(id, now)).ToArray())
            _uses.Remove(id);
    }

    void IStateOwner<UserLoginsState>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A GitHub token of user {UserId} is forgotten here, but could not be revoked at GitHub: {Reason}"
    )]
    private partial void LogNotRevoked(long userId, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of the logins of user {UserId} failed. The activation ends"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
