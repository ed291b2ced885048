using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace YudaiV3.Api.Health;

/// <summary>
/// Runs the health checks at most once a second, however often it is asked: a report costs a call to the cluster and
/// one to the database.
/// </summary>
internal sealed class HealthReportCache(HealthCheckService checks, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _startedAt;

    public Task<HealthReport> GetReport()
    {
        lock (_lock)
        {
            if (_report is null || _report.IsCompleted && time.GetElapsedTime(_startedAt) >= MaxAge)
            {
                _startedAt = time.GetTimestamp();
                _report = checks.CheckHealthAsync();
            }
            return _report;
        }
    }
}
