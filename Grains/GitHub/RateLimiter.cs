using Microsoft.Extensions.Logging;
using YudaiV3.Hosting;
using YudaiV3.Storage;

namespace YudaiV3.GitHub;

/// <summary>
/// The rate limits of a credential at GitHub. A limit is in force at once, and is stored as soon as storage accepts it.
/// Used by one grain only.
/// </summary>
internal sealed partial class RateLimiter
{
    private static readonly TimeSpan MaxReadWait = TimeSpan.FromSeconds(3);

    private readonly string _caller;
    private readonly GroupCommit<RateLimitState> _commits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SupervisedTask _saving;
    private RateLimitState _limits;

    public RateLimiter(
        string caller,
        GroupCommit<RateLimitState> commits,
        TimeProvider time,
        ILogger logger,
        CancellationToken ending
    )
    {
        (_caller, _commits, _time, _logger, _limits) = (caller, commits, time, logger, commits.Current);
        _saving = new($"rate limits of {caller}", Save, time, logger, ending);
    }

    /// <summary>Completes when nothing is being stored.</summary>
    public Task Completion => Task.WhenAll(_saving.Completion, _commits.Drain());

    /// <inheritdoc cref="IGitHubGate.Enter"/>
    public async Task Enter(GitHubQuota quota)
    {
        while (_limits.Wait(quota, _time.GetUtcNow()) is { Ticks: > 0 } wait)
        {
            if (wait > MaxReadWait)
                throw Limited(wait);
            await Task.Delay(wait, _time);
        }
    }

    public async Task Pause(GitHubQuota quota, TimeSpan wait)
    {
        LogPaused(_caller, quota, wait);
        var until = _time.GetUtcNow() + wait;
        _limits = _limits.PauseUntil(quota, until);
        try
        {
            await _commits.Commit(stored => (stored.PauseUntil(quota, until), true));
        }
        catch (UnavailableException)
        {
            _ = _saving.Request();
        }
    }

    public TimeSpan WriteWait() => _limits.Wait(GitHubQuota.Core, _time.GetUtcNow());

    /// <inheritdoc cref="RateLimitState.WaitToWrite"/>
    public TimeSpan WaitToWrite(DateTimeOffset lastWrite) => _limits.WaitToWrite(lastWrite, _time.GetUtcNow());

    public static GitHubException Limited(TimeSpan wait) =>
        new(GitHubFailure.RateLimited, "GitHub has been asked too often in your name. Please try again later.")
        {
            RetryAfter = wait,
        };

    private async Task<TimeSpan?> Save()
    {
        await _commits.Recover();
        await _commits.Commit(stored => (stored.Merge(_limits), true));
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "GitHub accepts no {Quota} requests of {Caller} for {Wait}")]
    private partial void LogPaused(string caller, GitHubQuota quota, TimeSpan wait);
}
