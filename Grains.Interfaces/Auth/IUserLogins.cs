using System.Collections.Immutable;

namespace YudaiV3.Auth;

/// <summary>
/// The logins and API tokens of a user. Key: <c>logins/{userId}</c>, built only by <see cref="UserLoginsKey"/>. A login
/// ends 30 days after its start at the latest, and a user has at most 100: a new one ends the one that was not used for
/// longest. Every call may be repeated.
/// </summary>
[Alias("yudai.user-logins")]
public interface IUserLogins : IGrainWithStringKey
{
    /// <summary>Begins a login. Returns when it is durable.</summary>
    [Alias("begin"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserLogin> Begin(NewUserLogin login);

    /// <summary>
    /// The login, if it has not ended. A login of a JWT from before logins had ids is recorded from now on.
    /// </summary>
    [Alias("find"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserLogin?> Find(LoginReference login);

    /// <summary>The logins that have not ended, the newest first.</summary>
    [Alias("list"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<UserLogin>> List();

    /// <summary>
    /// Ends a login. When the call returns, every subscribed node refuses its JWTs. Returns false if there is no such
    /// login.
    /// </summary>
    [Alias("end"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> End(LoginReference login);

    /// <summary>
    /// Ends all logins and API tokens, and the logins from before logins had ids. Returns how many of the known logins
    /// ended.
    /// </summary>
    [Alias("end-all"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<int> EndAll();

    /// <summary>
    /// Subscribes for 1 minute or renews the subscription. Returns the ids of those of the given logins that have
    /// ended.
    /// </summary>
    /// <param name="logins">The logins and API tokens that the node knows.</param>
    [Alias("subscribe"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<string>> Subscribe(ILoginObserver observer, ImmutableArray<LoginReference> logins);

    [Alias("unsubscribe")]
    Task Unsubscribe(ILoginObserver observer);

    /// <summary>The encrypted GitHub token of a login or an API token; null without one.</summary>
    [Alias("protected-github-token")]
    Task<string?> ProtectedGitHubToken(string loginId);

    /// <summary>
    /// Forgets the GitHub tokens of all logins and API tokens, and revokes those at GitHub that it issued to our app.
    /// The logins go on without GitHub.
    /// </summary>
    [Alias("disconnect-github")]
    Task DisconnectGitHub();

    /// <summary>Makes an API token. It acts with the GitHub token of the current login.</summary>
    /// <exception cref="ConflictException">The user has as many tokens as a user may have.</exception>
    [Alias("create-api-token"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ApiToken> CreateApiToken(NewApiToken token);

    /// <summary>The API tokens that have not expired, the newest first.</summary>
    [Alias("api-tokens"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<ApiToken>> ApiTokens();

    /// <summary>The API token with this id and hash of its secret; null if there is none.</summary>
    [Alias("find-api-token"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ApiToken?> FindApiToken(string id, string hash);

    /// <summary>As <see cref="End"/>, for an API token.</summary>
    [Alias("delete-api-token"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> DeleteApiToken(string id);
}

/// <summary>Builds the grain key <c>logins/{userId}</c>.</summary>
public static class UserLoginsKey
{
    private const string Prefix = "logins/";

    public static string Create(long userId) => $"{Prefix}{userId}";

    /// <summary>The user's id in a key of <see cref="Create"/>.</summary>
    public static long UserId(string key) =>
        long.Parse(key.AsSpan(Prefix.Length), System.Globalization.CultureInfo.InvariantCulture);

    public static IUserLogins UserLogins(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IUserLogins>(Create(userId));
}
