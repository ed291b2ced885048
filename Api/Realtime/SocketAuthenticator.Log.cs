namespace YudaiV3.Api.Realtime;

internal sealed partial class SocketAuthenticator
{
    [LoggerMessage(LogLevel.Warning, "A ticket could not be checked ({Kind}).")]
    private partial void LogUnreachable(string kind);
}
