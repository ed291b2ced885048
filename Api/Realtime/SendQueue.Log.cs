namespace YudaiV3.Api.Realtime;

internal sealed partial class SendQueue
{
    [LoggerMessage(LogLevel.Warning, "A connection ends because the session cannot be reached.")]
    private partial void LogFailed(Exception exception);
}
