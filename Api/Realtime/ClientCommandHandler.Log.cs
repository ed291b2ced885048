namespace YudaiV3.Api.Realtime;

internal sealed partial class ClientCommandHandler
{
    [LoggerMessage(LogLevel.Warning, "What a client asked for could not be done.")]
    private partial void LogFailed(Exception exception);
}
