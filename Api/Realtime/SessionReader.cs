using System.Collections.Immutable;
using YudaiV3.Api.Hosting;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Reads events and the current state of a session for its sockets.</summary>
internal sealed class SessionReader(
    IChatSession session,
    FrameFormatter frames,
    TimeProvider time,
    CancellationToken ended
)
{
    /// <summary>The limit of a call with all its attempts. After it the client should reconnect.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(8);

    private const int MaxEvents = 500;
    private readonly CoalescedCall<SessionUpdate?> _snapshot = new();

    /// <summary>Subscribes and returns what is after <paramref name="since"/>; null if there is no session.</summary>
    public Task<Subscription?> Subscribe(ISessionObserver observer, long since) =>
        Call(() => session.Subscribe(observer, since));

    /// <summary>The first 500 events after <paramref name="since"/>.</summary>
    public async Task<ImmutableArray<SessionEvent>> Events(long since) =>
        await Call(() => session.Events(since, MaxEvents)) ?? [];

    /// <summary>The session's current state; null if there is no session. Concurrent callers share one call.</summary>
    public Task<SessionUpdate?> Snapshot() => _snapshot.Run(Open);

    private async Task<SessionUpdate?> Open() =>
        await Call(() => session.Open(new MessagePage())) is { } snapshot ? frames.Update(snapshot) : null;

    private Task<T> Call<T>(Func<Task<T>> call) => GrainCallRetry.Run(call, CallTimeout, time, ended);
}
