namespace YudaiV3.GitHub;

/// <summary>
/// The times until which GitHub accepts no requests of a credential. Its methods are pure decisions.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.github-caller")]
internal sealed record RateLimitState
{
    private static readonly TimeSpan SlowWritePeriod = TimeSpan.FromHours(1),
        WriteInterval = TimeSpan.FromSeconds(1);

    [Id(0)]
    public DateTimeOffset Core { get; init; }

    [Id(1)]
    public DateTimeOffset Search { get; init; }

    [Id(2)]
    public DateTimeOffset Everything { get; init; }

    /// <summary>A later call cannot shorten a pause.</summary>
    public RateLimitState PauseUntil(GitHubQuota quota, DateTimeOffset until) =>
        quota switch
        {
            GitHubQuota.Search => until > Search ? this with { Search = until } : this,
            GitHubQuota.Everything => until > Everything ? this with { Everything = until } : this,
            _ => until > Core ? this with { Core = until } : this,
        };

    /// <summary>Contains the pauses of both.</summary>
    public RateLimitState Merge(RateLimitState other) =>
        PauseUntil(GitHubQuota.Core, other.Core)
            .PauseUntil(GitHubQuota.Search, other.Search)
            .PauseUntil(GitHubQuota.Everything, other.Everything);

    /// <summary>How long a request must wait; zero if it is allowed.</summary>
    public TimeSpan Wait(GitHubQuota quota, DateTimeOffset now)
    {
        var until = quota == GitHubQuota.Search ? Search : Core;
        until = until > Everything ? until : Everything;
        return until > now ? until - now : TimeSpan.Zero;
    }

    /// <summary>
    /// As <see cref="Wait"/>. For an hour after a secondary limit, writes keep the interval that GitHub recommends.
    /// </summary>
    public TimeSpan WaitToWrite(DateTimeOffset lastWrite, DateTimeOffset now)
    {
        var wait = Wait(GitHubQuota.Core, now);
        var interval = now < Everything + SlowWritePeriod ? lastWrite + WriteInterval - now : TimeSpan.Zero;
        return interval > wait ? interval : wait;
    }
}
