using YudaiV3.Api.Health;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Knows whether anything can be served at all: while nothing can, requests are told so at once instead of waiting
/// until they fail one by one.
/// </summary>
internal sealed class AvailabilityMonitor(Checkup checkup, TimeProvider time)
{
    // A part of the cluster that is lost fails some calls and not others: it is no outage while any gets through.
    private static readonly TimeSpan NothingServedFor = TimeSpan.FromSeconds(1);

    private long _served = time.GetTimestamp();
    private volatile bool _isOn;

    /// <summary>Whether nothing could be served when it was last looked at; asking has it looked at again.</summary>
    public bool IsOn
    {
        get
        {
            if (_isOn)
                _ = Look();
            return _isOn;
        }
    }

    /// <summary>A call got through.</summary>
    public void Served()
    {
        Volatile.Write(ref _served, time.GetTimestamp());
        _isOn = false;
    }

    /// <summary>A call has failed, or takes long: tells whether that is because nothing can be served.</summary>
    public async Task<bool> Look()
    {
        var report = await checkup.Report();
        return _isOn = !report.IsHealthy && time.GetElapsedTime(Volatile.Read(ref _served)) >= NothingServedFor;
    }
}
