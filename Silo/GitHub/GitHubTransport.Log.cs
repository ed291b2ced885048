namespace YudaiV3.Silo.GitHub;

internal sealed partial class GitHubTransport
{
    [LoggerMessage(LogLevel.Warning, "GitHub did not respond in time.")]
    private partial void LogTimedOut();

    [LoggerMessage(LogLevel.Warning, "GitHub cannot be reached ({Kind}).")]
    private partial void LogUnreachable(HttpRequestError kind);

    [LoggerMessage(LogLevel.Warning, "GitHub responded with status {Status}.")]
    private partial void LogRefused(int status);
}
