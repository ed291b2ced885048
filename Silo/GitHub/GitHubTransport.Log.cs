namespace YudaiV3.Silo.GitHub;

internal sealed partial class GitHubTransport
{
    [LoggerMessage(LogLevel.Warning, "GitHub did not answer in time.")]
    private partial void LogSilent();

    [LoggerMessage(LogLevel.Warning, "GitHub cannot be reached ({Kind}).")]
    private partial void LogUnreachable(HttpRequestError kind);

    [LoggerMessage(LogLevel.Warning, "GitHub answered {Status}.")]
    private partial void LogRefused(int status);
}
