using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// A person: their profile and the catalogue of their sessions. Key: <c>user/{userId}</c>, built only by
/// <see cref="UserKey"/>. Every call may safely be made again.
/// </summary>
[Alias("yudai.user")]
public interface IUser : IGrainWithStringKey
{
    /// <summary>
    /// Records a login; makes the user at the first one. The profile's <see cref="UserProfile.CreatedAt"/> is the
    /// grain's own.
    /// </summary>
    [Alias("sign-in")]
    Task<UserProfile> SignIn(UserProfile profile);

    /// <summary>As <see cref="SignIn"/>, and keeps the user's GitHub token in place of an earlier one.</summary>
    /// <param name="sealedToken">The token, encrypted for this user; only silos can do that, and undo it.</param>
    [Alias("sign-in-through-github")]
    Task<UserProfile> SignInThroughGitHub(UserProfile profile, string sealedToken);

    /// <summary>
    /// The token that was kept, as it was given; null for somebody who never signed in through GitHub.
    /// </summary>
    [Alias("sealed-github-token")]
    Task<string?> ProtectedGitHubToken();

    /// <summary>Null for somebody who never signed in.</summary>
    [Alias("profile"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserProfile?> Profile();

    /// <summary>Ends a login. When it returns, every node that watches refuses its JWT.</summary>
    /// <param name="tokenId">The JWT's <c>jti</c>.</param>
    /// <param name="expiresAt">When the JWT expires by itself; remembered until then.</param>
    [Alias("sign-out"), ResponseTimeout(ResponseTimeouts.Short)]
    Task SignOut(string tokenId, DateTimeOffset expiresAt);

    /// <summary>
    /// Subscribes, or renews the subscription, for 1 minute, and answers the ids of the logins that have ended and
    /// whose JWTs have not expired.
    /// </summary>
    [Alias("watch-logins"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<string>> SubscribeToLogins(ILoginObserver observer);

    [Alias("unwatch-logins")]
    Task UnsubscribeFromLogins(ILoginObserver observer);

    /// <summary>
    /// The one active session that this call made for the repository and branch; made where there is none.
    /// </summary>
    [Alias("open-session"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session> OpenSession(NewSession session);

    /// <summary>Latest activity first.</summary>
    [Alias("sessions")]
    Task<ImmutableArray<Session>> Sessions(SessionFilter filter);

    /// <summary>Searches the user's messages; one is found within 5 s of being said.</summary>
    /// <param name="query">Words, phrases in quotes, <c>or</c>, and <c>-</c> before what must not be there.</param>
    /// <param name="limit">1 to 500.</param>
    [Alias("search")]
    Task<SearchResults> Search(string query, int limit);

    /// <summary>
    /// A session's grain says that it is in use: from now on lists ask it, until <see cref="SessionDeactivated"/>.
    /// Answers the session's place in the catalogue, for the session to keep.
    /// </summary>
    /// <param name="place">The place that it was given before; null the first time.</param>
    [Alias("session-in-use"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<long> SessionActivated(string sessionId, long? place);

    /// <summary>The session at a place in the catalogue; null where there is none.</summary>
    [Alias("session-at")]
    Task<string?> SessionAt(long place);

    /// <summary>A session's grain goes to rest and leaves how it looks now.</summary>
    [Alias("session-at-rest")]
    Task SessionDeactivated(Session session, long place);
}
