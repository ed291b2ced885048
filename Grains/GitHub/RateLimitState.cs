namespace YudaiV3.GitHub;

/// <summary>
/// Until when a credential has to leave GitHub alone. Its methods decide what happens to it, and touch nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.github-caller")]
internal sealed record RateLimitState
{
    private static readonly TimeSpan CarefulFor = TimeSpan.FromHours(1),
        BetweenWrites = TimeSpan.FromSeconds(1);

    [Id(0)]
    public DateTimeOffset Core { get; init; }

    [Id(1)]
    public DateTimeOffset Search { get; init; }

    [Id(2)]
    public DateTimeOffset Everything { get; init; }

    /// <summary>A time that was named stands until it has passed, whatever is said later.</summary>
    public RateLimitState PauseUntil(GitHubQuota quota, DateTimeOffset until) =>
        quota switch
        {
            GitHubQuota.Search => until > Search ? this with { Search = until } : this,
            GitHubQuota.Everything => until > Everything ? this with { Everything = until } : this,
            _ => until > Core ? this with { Core = until } : this,
        };

    /// <summary>How long a call must wait; zero where it may be made.</summary>
    public TimeSpan Wait(GitHubQuota quota, DateTimeOffset now)
    {
        var until = quota == GitHubQuota.Search ? Search : Core;
        until = until > Everything ? until : Everything;
        return until > now ? until - now : TimeSpan.Zero;
    }

    /// <summary>
    /// As <see cref="Wait"/>. For an hour after a limit on everything, writes keep the distance that GitHub advises.
    /// </summary>
    public TimeSpan WaitToWrite(DateTimeOffset lastWrite, DateTimeOffset now)
    {
        var wait = Wait(GitHubQuota.Core, now);
        var apart = now < Everything + CarefulFor ? lastWrite + BetweenWrites - now : TimeSpan.Zero;
        return apart > wait ? apart : wait;
    }
}
