namespace YudaiV3.GitHub;

public sealed class RateLimitStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PauseUntil_an_earlier_time_does_not_shorten_a_pause()
    {
        var limits = new RateLimitState()
            .PauseUntil(GitHubQuota.Core, Noon.AddSeconds(60))
            .PauseUntil(GitHubQuota.Core, Noon.AddSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(60), limits.Wait(GitHubQuota.Core, Noon));
        Assert.Equal(TimeSpan.Zero, limits.Wait(GitHubQuota.Search, Noon));
        Assert.Equal(TimeSpan.Zero, limits.Wait(GitHubQuota.Core, Noon.AddSeconds(60)));
    }

    [Fact]
    public void WaitToWrite_after_a_secondary_limit_slows_writes_for_an_hour()
    {
        var limits = new RateLimitState().PauseUntil(GitHubQuota.Everything, Noon.AddSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(60), limits.Wait(GitHubQuota.Search, Noon));
        var (after, hour) = (Noon.AddSeconds(61), Noon.AddHours(2));
        Assert.Equal(TimeSpan.FromSeconds(0.5), limits.WaitToWrite(after.AddSeconds(-0.5), after));
        Assert.Equal(TimeSpan.Zero, limits.WaitToWrite(hour.AddSeconds(-0.5), hour));
    }
}
