namespace YudaiV3.GitHub;

/// <summary>
/// Knows when a user's credential may call GitHub, for the whole cluster; the same grain as
/// <see cref="IGitHubCaller"/>. The key of user 0 stands for calls without any credential.
/// </summary>
[Alias("yudai.github-gate")]
internal interface IGitHubGate : IGrainWithStringKey
{
    /// <summary>Before a read. Returns when it may be made, after a short wait at most.</summary>
    /// <exception cref="GitHubException">Not for a longer while.</exception>
    [Alias("enter")]
    Task Enter(GitHubQuota quota);

    /// <summary>GitHub wants no such calls for so long.</summary>
    [Alias("pause")]
    Task Pause(GitHubQuota quota, TimeSpan wait);

    /// <summary>
    /// Creates an issue in the user's name. Writes are sent one by one, in the order of these calls, and none before
    /// the time that GitHub named. A request that GitHub answers, as a rate limit, with a refusal to listen
    /// is sent again then; no other is ever sent twice.
    /// </summary>
    /// <param name="patience">How long it may wait before it is sent: after that it is
    /// <see cref="CreationOutcome.NotCreated"/>, rate-limited, with the time to wait.</param>
    /// <param name="ticket">What is in line, or was created lately, under the same ticket is not sent again: all who
    /// have the ticket get its outcome.</param>
    [Alias("create-issue"), ResponseTimeout("00:20:00")]
    Task<IssueCreation> CreateIssue(string ticket, RepositoryName repository, NewGitHubIssue issue, TimeSpan patience);

    /// <summary>How long GitHub wants no writes.</summary>
    [Alias("write-wait")]
    Task<TimeSpan> WriteWait();
}

/// <summary>What GitHub counts by itself.</summary>
internal enum GitHubQuota
{
    Core,
    Search,

    /// <summary>All that the credential does: a secondary limit.</summary>
    Everything,
}

internal static class GitHubGates
{
    public static IGitHubGate GitHubGate(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IGitHubGate>(GitHubCallerKey.Create(userId));
}
