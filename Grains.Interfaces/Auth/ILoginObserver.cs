using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Auth;

/// <summary>Notifies an Api node of a user's logins. There is one observer per node and user.</summary>
[Alias("yudai.auth.login-observer")]
public interface ILoginObserver : IGrainObserver
{
    /// <summary>
    /// The login has ended: its JWT is refused from now on. The sign-out waits for this call, up to 2 s.
    /// </summary>
    [Alias("ended"), ResponseTimeout("00:00:02")]
    Task LoginEnded(string tokenId);

    /// <summary>As <see cref="LoginEnded"/>, for several logins at once.</summary>
    [Alias("all-ended"), ResponseTimeout("00:00:02")]
    Task LoginsEnded(ImmutableArray<string> loginIds);

    /// <summary>The activation ends and has no observers any more. The observer must subscribe again.</summary>
    [Alias("lost"), OneWay]
    Task SubscriptionLost();
}
