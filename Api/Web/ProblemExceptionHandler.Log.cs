namespace YudaiV3.Api.Web;

internal sealed partial class ProblemExceptionHandler
{
    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed.")]
    private partial void LogFailed(string method, string route, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} could not be served now ({Kind}).")]
    private partial void LogUnavailable(string method, string route, string kind);
}
