using Microsoft.Extensions.Logging;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>
/// What the parts of one activation of a session share. All parts run on the grain's scheduler, one step at a time.
/// </summary>
internal sealed record SessionContext(
    string Key,
    GroupCommit<SessionHead> Commits,
    SessionLog Log,
    MessagePages Pages,
    SessionClock Clock,
    ObserverSubscriptions Observers,
    TimeProvider Time,
    ILogger Logger,
    CancellationToken Ending
)
{
    /// <summary>Tells this activation from others of the same session.</summary>
    public long Activation { get; } = Random.Shared.NextInt64(1, long.MaxValue);

    public static SessionContext Create(
        string key,
        GroupCommit<SessionHead> commits,
        GrainRecords records,
        TimeProvider time,
        ILogger logger,
        CancellationToken ending
    )
    {
        var head = commits.Current;
        var log = new SessionLog(records, head.Sealed);
        var now = time.GetUtcNow();
        var clock = new SessionClock(time, head.Fold.At > now ? head.Fold.At : now);
        var observers = new ObserverSubscriptions(clock, time, head.Seq);
        return new SessionContext(key, commits, log, new MessagePages(log), clock, observers, time, logger, ending);
    }

    public long OwnerId => ChatSessionKey.Owner(Key);

    /// <summary>The durable state.</summary>
    public SessionHead Head => Commits.Current;

    public bool IsEnding => Ending.IsCancellationRequested;

    /// <summary>Publishes a frame that is not durable, behind the events that are being written.</summary>
    public void Publish(LiveFrame frame) => Observers.Publish(frame, hold: Commits.InFlight);

    /// <exception cref="NotFoundException">The session does not exist.</exception>
    public void RequireSession()
    {
        if (!Head.Exists)
            throw new NotFoundException("There is no such session.");
    }

    /// <exception cref="NotFoundException">The session or the message does not exist.</exception>
    public async Task<SessionEvent> FindMessage(string messageId)
    {
        RequireSession();
        return await Pages.Find(Head, Key, messageId) ?? throw MissingMessage();
    }

    /// <summary>Whether the message of this event is no longer part of the conversation.</summary>
    public ValueTask<bool> IsSuperseded(SessionHead head, long seq) => Log.Superseded.Contains(head, head.Fold, seq);

    /// <summary>Never negative: timestamps of simultaneous events are ahead of the clock.</summary>
    public TimeSpan ElapsedSince(SessionEvent question) =>
        TimeSpan.FromTicks(Math.Max(0, (Time.GetUtcNow() - question.At).Ticks));

    /// <summary>Commits a change that has no result.</summary>
    public Task Commit(Func<SessionHead, SessionHead> decide) => Commits.Commit(head => (decide(head), true));

    public static NotFoundException MissingMessage() => new("There is no such message in this session.");
}
