using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>Receives a session's frames: one observer per Api node and session, for all sockets of the node.</summary>
[Alias("yudai.chat.session-observer")]
public interface ISessionObserver : IGrainObserver
{
    /// <summary>
    /// Receives frames in the order of their timestamps. The session sends the next frames after this call returns, so
    /// the call must not wait for a socket. An observer that does not return within 10 s loses its subscription;
    /// <see cref="SessionEvent.Seq"/> then shows which events it missed.
    /// </summary>
    [Alias("receive"), ResponseTimeout("00:00:10")]
    Task Receive(ImmutableArray<LiveFrame> frames);

    /// <summary>The activation ends, and all subscriptions with it. The observer must subscribe again.</summary>
    [Alias("lost"), OneWay]
    Task SubscriptionLost();
}
