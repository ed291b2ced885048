namespace YudaiV3.Api.Hosting;

/// <summary>Keeps trying to reach the cluster for as long as the process runs.</summary>
internal sealed partial class ClientConnectRetryFilter(TimeProvider time, ILogger<ClientConnectRetryFilter> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogUnreachable(exception.GetType().Name, exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
