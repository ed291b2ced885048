using Microsoft.Extensions.Logging;
using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// What GitHub says now of the repository that a session is about, asked in the user's own name. A talk waits for it a
/// moment at most, and not at all while GitHub is slow: then what was known lately does.
/// One for a silo.
/// </summary>
internal sealed partial class RepositoryOverviews(
    IGrainFactory grains,
    TimeProvider time,
    ILogger<RepositoryOverviews> log
)
{
    private const int MaxEntries = 1_000;
    private static readonly TimeSpan TalkWaits = TimeSpan.FromMilliseconds(500),
        FreshFor = TimeSpan.FromSeconds(60),
        UsefulFor = TimeSpan.FromMinutes(5),
        SlowFor = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(long UserId, string Repository, string Branch), PendingOverview> _asked = [];
    private DateTimeOffset _slowUntil;

    /// <summary>Null where there is nothing to know, or nothing is known in time.</summary>
    public async Task<RepositoryOverview?> Get(long userId, RepositoryRef? repository)
    {
        if (Ask(userId, repository) is not { } asked)
            return null;
        var now = time.GetUtcNow();
        if (asked.Answer.IsCompleted || now < _slowUntil)
            return Known(asked, now);
        try
        {
            await asked.Answer.WaitAsync(TalkWaits, time);
        }
        catch (TimeoutException)
        {
            _slowUntil = now + SlowFor;
        }
        return Known(asked, now);
    }

    /// <summary>Begins to ask, so that the answer is there when somebody says something.</summary>
    public void Prepare(long userId, RepositoryRef? repository) => Ask(userId, repository);

    private static RepositoryOverview? Known(PendingOverview asked, DateTimeOffset now)
    {
        var seen = asked.Answer.IsCompletedSuccessfully ? asked.Answer.Result : asked.Before;
        return seen is not null && now - seen.At < UsefulFor ? seen.News : null;
    }

    private PendingOverview? Ask(long userId, RepositoryRef? repository)
    {
        if (repository is null || GitHubTokens.IsWithoutGitHub(userId))
            return null;
        var (key, now) = (
            (userId, $"{repository.Owner}/{repository.Name}".ToLowerInvariant(), repository.Branch),
            time.GetUtcNow()
        );
        lock (_asked)
        {
            var known = _asked.GetValueOrDefault(key);
            if (known is not null && (now - known.At < FreshFor || !known.Answer.IsCompleted))
                return known;
            MakeRoom(now);
            var before = known is { Answer.IsCompletedSuccessfully: true } ? known.Answer.Result : known?.Before;
            return _asked[key] = new PendingOverview(now, before, Task.Run(() => Answer(userId, repository, before)));
        }
    }

    /// <summary>
    /// What GitHub answers; what was known before while it is away, and nothing where the user cannot read the
    /// repository.
    /// </summary>
    private async Task<CachedOverview?> Answer(long userId, RepositoryRef repository, CachedOverview? before)
    {
        try
        {
            return await grains.User(userId).ProtectedGitHubToken() is null
                ? null
                : new CachedOverview(
                    await grains
                        .RepositoryAccess(repository.Owner, repository.Name)
                        .Overview(userId, repository.Branch),
                    time.GetUtcNow()
                );
        }
        catch (Exception failed)
            when (failed
                    is NotFoundException
                        or GitHubException { Failure: GitHubFailure.Unauthorized or GitHubFailure.Forbidden }
            )
        {
            return null;
        }
        catch (Exception failed)
        {
            LogUnknown(failed, userId);
            return before;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_asked.Count < MaxEntries)
            return;
        foreach (var (key, asked) in _asked)
            if (now - asked.At > UsefulFor)
                _asked.Remove(key);
        if (_asked.Count >= MaxEntries)
            _asked.Clear();
    }

    private sealed record CachedOverview(RepositoryOverview News, DateTimeOffset At);

    private sealed record PendingOverview(DateTimeOffset At, CachedOverview? Before, Task<CachedOverview?> Answer);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "What GitHub knows of a repository of user {UserId} is not known just now"
    )]
    private partial void LogUnknown(Exception failed, long userId);
}
