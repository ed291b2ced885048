using Orleans.Concurrency;

namespace YudaiV3.Auth;

/// <summary>What an Api node hears of a user's logins: one observer per node and user.</summary>
[Alias("yudai.auth.login-observer")]
public interface ILoginObserver : IGrainObserver
{
    /// <summary>
    /// The login has ended: its JWT is refused from now on. Whoever signs out waits for this call, 2 s at the most.
    /// </summary>
    [Alias("ended"), ResponseTimeout("00:00:02")]
    Task LoginEnded(string tokenId);

    /// <summary>The activation ends and forgets its observers: watch again.</summary>
    [Alias("lost"), OneWay]
    Task SubscriptionLost();
}
