namespace YudaiV3.Api.Hosting;

/// <summary>Tries to reach the cluster until the process stops.</summary>
internal sealed partial class ClientConnectRetryFilter(TimeProvider time, ILogger<ClientConnectRetryFilter> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogUnreachable(exception.GetType().Name, exception.Message);
        await Task.Delay(Delay, time, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The cluster cannot be reached yet ({Kind}: {Reason}).")]
    private partial void LogUnreachable(string kind, string reason);
}
