using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>What an Api node hears of a session: one observer per node and session, for all its sockets.</summary>
[Alias("yudai.chat.session-observer")]
public interface ISessionObserver : IGrainObserver
{
    /// <summary>Frames in the order in which the session stamped them. Delivery is best effort: <see cref="SessionEvent.Seq"/> shows what is missing.</summary>
    [Alias("receive"), OneWay] Task Receive(ImmutableArray<LiveFrame> frames);

    /// <summary>The activation ends and forgets its observers: watch again.</summary>
    [Alias("lost"), OneWay] Task Lost();
}
