using Microsoft.Extensions.Logging;

namespace YudaiV3.Chat.Answering;

internal sealed partial class AnswerGenerator
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Attempt {Attempt} to answer message {MessageId} failed: {Reason} (transient: {Transient})"
    )]
    private partial void LogAttemptFailed(string messageId, int attempt, string reason, bool transient);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No answer to message {MessageId} within the deadline, after {Attempts} attempts"
    )]
    private partial void LogTimedOut(string messageId, int attempts);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No answer to message {MessageId}: calls to the model keep failing, and the circuit breaker is open"
    )]
    private partial void LogCircuitOpen(string messageId);
}
