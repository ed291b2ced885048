using Microsoft.Extensions.Logging;

namespace YudaiV3.RepoIngest.Execution;

internal sealed partial class RepoIngestGrain
{
    [LoggerMessage(LogLevel.Warning, "The state of ingest {Ingest} could not be saved; its activation ends.")]
    private partial void LogLost(Exception fault, string ingest);

    [LoggerMessage(LogLevel.Warning, "Ingest {Ingest} was interrupted ({Tries}).")]
    private partial void LogInterrupted(Exception fault, string ingest, int tries);
}
