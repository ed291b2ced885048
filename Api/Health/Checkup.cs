namespace YudaiV3.Api.Health;

/// <summary>Looks at the cluster and the database, at most once a second however often it is asked.</summary>
internal sealed class Checkup(ClusterProbe cluster, DatabaseProbe database, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task<HealthResponse> _report = Task.FromResult(new HealthResponse(new(new("", 0), new("", 0))));
    private long? _taken;

    public Task<HealthResponse> Report()
    {
        lock (_lock)
        {
            if (_taken is not { } taken || _report.IsCompleted && time.GetElapsedTime(taken) >= GoodFor)
            {
                _taken = time.GetTimestamp();
                _report = Look();
            }
            return _report;
        }
    }

    private async Task<HealthResponse> Look()
    {
        var checks = await Task.WhenAll(Time(cluster.Ask), Time(database.Ask));
        return new(new(checks[0], checks[1]));
    }

    private async Task<HealthCheckResponse> Time(Func<CancellationToken, Task> probe)
    {
        var start = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await probe(patience.Token).WaitAsync(patience.Token);
            return new(HealthResponse.Healthy, Elapsed(start));
        }
        catch (Exception) // Whatever it was, it means the same to who asks; the failing part logs for itself.
        {
            return new(HealthResponse.Unhealthy, Elapsed(start));
        }
    }

    private double Elapsed(long start) => Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1);
}
