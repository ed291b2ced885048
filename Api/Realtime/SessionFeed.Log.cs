namespace YudaiV3.Api.Realtime;

internal sealed partial class SessionFeed
{
    [LoggerMessage(LogLevel.Warning, "Session {Key} cannot be watched now ({Kind}).")]
    private partial void LogUnreachable(string key, string kind);

    [LoggerMessage(LogLevel.Information, "Session {Key} was not told that nobody watches it any more ({Kind}).")]
    private partial void LogNotUnsubscribed(string key, string kind);

    [LoggerMessage(LogLevel.Warning, "Session {Key} sent a {Kind}, which is not known here.")]
    private partial void LogUnknown(string key, string kind);
}
