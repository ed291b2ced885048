namespace YudaiV3.Api.Hosting;

internal sealed partial class ClientConnectRetryFilter
{
    [LoggerMessage(LogLevel.Warning, "The cluster cannot be reached yet ({Kind}: {Reason}).")]
    private partial void LogUnreachable(string kind, string reason);
}
