namespace YudaiV3.GitHub;

/// <summary>
/// Enforces the rate limits of a user's credential at GitHub, for the whole cluster; the same grain as
/// <see cref="IGitHubCaller"/>. The key of user 0 is for anonymous requests.
/// </summary>
[Alias("yudai.github-gate")]
internal interface IGitHubGate : IGrainWithStringKey
{
    /// <summary>Must be called before a read. Returns when the read is allowed, after a short wait at most.</summary>
    /// <exception cref="GitHubException">Reads are not allowed for a longer time.</exception>
    [Alias("enter")]
    Task Enter(GitHubQuota quota);

    /// <summary>Records that GitHub accepts no requests of the quota for this time.</summary>
    [Alias("pause")]
    Task Pause(GitHubQuota quota, TimeSpan wait);

    /// <summary>
    /// Creates an issue in the user's name. Writes are sent one at a time, in the order of these calls, and only when
    /// the rate limits allow it. A request that GitHub refused because of a rate limit is sent again. No other request
    /// is sent twice.
    /// </summary>
    /// <param name="patience">How long the request may wait before it is sent. After that the outcome is
    /// <see cref="CreationOutcome.NotCreated"/> with a rate-limit failure.</param>
    /// <param name="requestId">A request with the same id that waits or has recently created its issue is not sent
    /// again: all callers get its outcome.</param>
    [Alias("create-issue"), ResponseTimeout("00:20:00")]
    Task<IssueCreation> CreateIssue(
        string requestId,
        RepositoryName repository,
        NewGitHubIssue issue,
        TimeSpan patience
    );

    /// <summary>How long GitHub accepts no writes.</summary>
    [Alias("write-wait")]
    Task<TimeSpan> WriteWait();
}

/// <summary>A rate limit that GitHub counts separately.</summary>
internal enum GitHubQuota
{
    Core,
    Search,

    /// <summary>All requests of the credential: a secondary limit.</summary>
    Everything,
}

internal static class GitHubGates
{
    public static IGitHubGate GitHubGate(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IGitHubGate>(GitHubCallerKey.Create(userId));
}
