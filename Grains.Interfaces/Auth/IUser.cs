using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// A user: the profile, the logins and the catalogue of the sessions. Key: <c>user/{userId}</c>, built only by
/// <see cref="UserKey"/>. Every call may be repeated.
/// </summary>
[Alias("yudai.user")]
public interface IUser : IGrainWithStringKey
{
    /// <summary>
    /// Records a login. The first one creates the user. The grain ignores the profile's
    /// <see cref="UserProfile.CreatedAt"/> and keeps its own.
    /// </summary>
    [Alias("sign-in")]
    Task<UserProfile> SignIn(UserProfile profile);

    /// <summary>As <see cref="SignIn"/>, and replaces the user's GitHub token.</summary>
    /// <param name="protectedToken">The token, encrypted for this user. Only silos can encrypt and decrypt it.</param>
    [Alias("sign-in-through-github")]
    Task<UserProfile> SignInThroughGitHub(UserProfile profile, string protectedToken);

    /// <summary>
    /// The encrypted GitHub token of <see cref="CurrentLogin"/>. Without a current login it is the token of the last
    /// login from before logins had ids. Null if there is none.
    /// </summary>
    [Alias("sealed-github-token")]
    Task<string?> ProtectedGitHubToken();

    /// <summary>Null for a user who never signed in.</summary>
    [Alias("profile"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserProfile?> Profile();

    /// <summary>Ends a login. When the call returns, every subscribed node refuses its JWT.</summary>
    /// <param name="tokenId">The JWT's <c>jti</c>.</param>
    /// <param name="expiresAt">When the JWT expires. The ended login is stored until then.</param>
    [Alias("sign-out"), ResponseTimeout(ResponseTimeouts.Short)]
    Task SignOut(string tokenId, DateTimeOffset expiresAt);

    /// <summary>Whether a JWT from before logins had ids is refused.</summary>
    [Alias("has-ended"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> HasEnded(string tokenId, DateTimeOffset issuedAt);

    /// <summary>Forgets the GitHub token from before logins had ids.</summary>
    [Alias("forget-github-token"), ResponseTimeout(ResponseTimeouts.Short)]
    Task ForgetGitHubToken();

    /// <summary>Ends all logins from before logins had ids, and forgets their GitHub token.</summary>
    [Alias("sign-out-all"), ResponseTimeout(ResponseTimeouts.Short)]
    Task SignOutAll();

    /// <summary>
    /// Subscribes for 1 minute or renews the subscription. Returns the ids of the ended logins whose JWTs have not
    /// expired.
    /// </summary>
    [Alias("watch-logins"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<string>> SubscribeToLogins(ILoginObserver observer);

    [Alias("unwatch-logins")]
    Task UnsubscribeFromLogins(ILoginObserver observer);

    /// <summary>
    /// Opens the one active session of the repository and branch. The session is created if there is none.
    /// </summary>
    [Alias("open-session"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session> OpenSession(NewSession session);

    /// <summary>Latest activity first.</summary>
    [Alias("sessions")]
    Task<ImmutableArray<Session>> Sessions(SessionFilter filter);

    /// <summary>Searches the user's messages. A new message can be found after up to 5 s.</summary>
    /// <param name="query">Words, phrases in quotes, <c>or</c>, and <c>-</c> before a word to exclude.</param>
    /// <param name="limit">1 to 500.</param>
    [Alias("search")]
    Task<SearchResults> Search(string query, int limit);

    /// <summary>
    /// A session's grain has activated: lists ask it for its state until <see cref="SessionDeactivated"/>. Returns the
    /// session's place in the catalogue, which the session stores.
    /// </summary>
    /// <param name="place">The place of an earlier call; null the first time.</param>
    [Alias("session-in-use"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<long> SessionActivated(string sessionId, long? place);

    /// <summary>The id of the session at a place in the catalogue; null if there is none.</summary>
    [Alias("session-at")]
    Task<string?> SessionAt(long place);

    /// <summary>A session's grain deactivates and stores its current state in the catalogue.</summary>
    [Alias("session-at-rest")]
    Task SessionDeactivated(Session session, long place);
}
