using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>What an Api node hears of a session: one observer per node and session, for all its sockets.</summary>
[Alias("yudai.chat.session-observer")]
public interface ISessionObserver : IGrainObserver
{
    /// <summary>
    /// Frames in the order in which the session stamped them; the next ones come after this call has returned, so it
    /// must not wait for a socket.
    /// Who does not return in time is forgotten: <see cref="SessionEvent.Seq"/> shows what is missing.
    /// </summary>
    [Alias("receive"), ResponseTimeout("00:00:10")]
    Task Receive(ImmutableArray<LiveFrame> frames);

    /// <summary>The activation ends and forgets its observers: watch again.</summary>
    [Alias("lost"), OneWay]
    Task SubscriptionLost();
}
