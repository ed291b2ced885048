using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Api.Health;

public sealed class HealthReportCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualChecks _checks = new();

    [Fact]
    public async Task GetReport_runs_the_checks_once_within_a_second()
    {
        var cache = new HealthReportCache(_checks, _time);
        _checks.Finish();

        var first = await cache.GetReport();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Same(first, await cache.GetReport());
        Assert.Equal(1, _checks.Runs);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(first, await cache.GetReport());
        Assert.Equal(2, _checks.Runs);
    }

    [Fact]
    public async Task GetReport_joins_checks_that_still_run()
    {
        var cache = new HealthReportCache(_checks, _time);
        var first = cache.GetReport();
        _time.Advance(TimeSpan.FromSeconds(5));
        var second = cache.GetReport();
        Assert.Equal(1, _checks.Runs);

        _checks.Finish();

        Assert.Same(await first, await second);
    }

    private sealed class ManualChecks : HealthCheckService
    {
        private readonly TaskCompletionSource _finished = new();

        public int Runs { get; private set; }

        public void Finish() => _finished.SetResult();

        public override async Task<HealthReport> CheckHealthAsync(
            Func<HealthCheckRegistration, bool>? predicate,
            CancellationToken cancellationToken = default
        )
        {
            Runs++;
            await _finished.Task;
            return new HealthReport(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero);
        }
    }
}
