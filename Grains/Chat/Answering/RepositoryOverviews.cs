using Microsoft.Extensions.Logging;
using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Caches the state of repositories on GitHub, per login and branch, read with the login's token. A question waits for
/// it only briefly, and not at all while GitHub is slow; then it uses the last known state. One instance per silo.
/// </summary>
internal sealed partial class RepositoryOverviews(
    IGrainFactory grains,
    TimeProvider time,
    ILogger<RepositoryOverviews> logger
)
{
    private const int MaxEntries = 1_000;
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500),
        FreshDuration = TimeSpan.FromSeconds(60),
        Lifetime = TimeSpan.FromMinutes(5),
        SlowDuration = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(CallerKey Caller, string Repository, string Branch), PendingOverview> _entries = [];
    private DateTimeOffset _slowUntil;

    /// <summary>Null if there is no repository, or no state is known in time.</summary>
    public async Task<RepositoryOverview?> Get(long userId, RepositoryRef? repository)
    {
        if (Request(userId, repository) is not { } pending)
            return null;
        var now = time.GetUtcNow();
        if (pending.Read.IsCompleted || now < _slowUntil)
            return LastKnown(pending, now);
        try
        {
            await pending.Read.WaitAsync(MaxWait, time);
        }
        catch (TimeoutException)
        {
            _slowUntil = now + SlowDuration;
        }
        return LastKnown(pending, now);
    }

    /// <summary>Starts the read, so that the state is known when the user sends a message.</summary>
    public void Prepare(long userId, RepositoryRef? repository) => Request(userId, repository);

    private static RepositoryOverview? LastKnown(PendingOverview pending, DateTimeOffset now)
    {
        var cached = pending.Read.IsCompletedSuccessfully ? pending.Read.Result : pending.Previous;
        return cached is not null && now - cached.At < Lifetime ? cached.Overview : null;
    }

    private PendingOverview? Request(long userId, RepositoryRef? repository)
    {
        if (repository is null || GitHubTokens.IsWithoutGitHub(userId))
            return null;
        var (key, now) = (
            (CallerKey.From(userId), $"{repository.Owner}/{repository.Name}".ToLowerInvariant(), repository.Branch),
            time.GetUtcNow()
        );
        lock (_entries)
        {
            var existing = _entries.GetValueOrDefault(key);
            if (existing is not null && (now - existing.At < FreshDuration || !existing.Read.IsCompleted))
                return existing;
            MakeRoom(now);
            var previous = existing is { Read.IsCompletedSuccessfully: true }
                ? existing.Read.Result
                : existing?.Previous;
            return _entries[key] = new PendingOverview(
                now,
                previous,
                Task.Run(() => Read(userId, repository, previous))
            );
        }
    }

    /// <summary>The previous state if GitHub fails; null if the user cannot read the repository.</summary>
    private async Task<CachedOverview?> Read(long userId, RepositoryRef repository, CachedOverview? previous)
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
        catch (Exception exception)
            when (exception
                    is NotFoundException
                        or GitHubException { Failure: GitHubFailure.Unauthorized or GitHubFailure.Forbidden }
            )
        {
            return null;
        }
        catch (Exception exception)
        {
            LogReadFailed(exception, userId);
            return previous;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < MaxEntries)
            return;
        foreach (var (key, entry) in _entries)
            if (now - entry.At > Lifetime)
                _entries.Remove(key);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
    }

    private sealed record CachedOverview(RepositoryOverview Overview, DateTimeOffset At);

    private sealed record PendingOverview(DateTimeOffset At, CachedOverview? Previous, Task<CachedOverview?> Read);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The state of a repository on GitHub cannot be read for user {UserId}"
    )]
    private partial void LogReadFailed(Exception exception, long userId);
}
