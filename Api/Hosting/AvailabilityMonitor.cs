using Microsoft.Extensions.Diagnostics.HealthChecks;
using YudaiV3.Api.Health;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Knows whether any request can be served. While none can, requests fail at once instead of one by one after their
/// time-outs.
/// </summary>
internal sealed class AvailabilityMonitor(HealthReportCache reports, TimeProvider time)
{
    // The loss of a part of the cluster fails some calls and not others: it is no outage while any call succeeds.
    private static readonly TimeSpan MinTimeWithoutSuccess = TimeSpan.FromSeconds(1);

    private long _lastSuccess = time.GetTimestamp();
    private volatile bool _isOutage;

    /// <summary>Whether the last check found an outage. During an outage, reading it starts a new check.</summary>
    public bool IsOutage
    {
        get
        {
            if (_isOutage)
                _ = CheckOutage();
            return _isOutage;
        }
    }

    /// <summary>A call succeeded.</summary>
    public void RecordSuccess()
    {
        Volatile.Write(ref _lastSuccess, time.GetTimestamp());
        _isOutage = false;
    }

    /// <summary>Whether a call that failed, or takes long, does so because nothing can be served.</summary>
    public async Task<bool> CheckOutage()
    {
        var report = await reports.GetReport();
        return _isOutage =
            report.Status != HealthStatus.Healthy
            && time.GetElapsedTime(Volatile.Read(ref _lastSuccess)) >= MinTimeWithoutSuccess;
    }
}
