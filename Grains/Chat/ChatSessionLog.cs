using Microsoft.Extensions.Logging;

namespace YudaiV3.Chat;

/// <summary>The log messages of a session.</summary>
internal static partial class ChatSessionLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of {Key} failed. The activation ends, and the next one reads what storage holds"
    )]
    public static partial void WriteFailed(this ILogger logger, Exception exception, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {Key} was lost. The next activation resumes it")]
    public static partial void TurnLost(this ILogger logger, Exception exception, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {Key} failed, and not because of the model")]
    public static partial void TurnFailed(this ILogger logger, Exception exception, string key);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The deactivation of {Key} could not be reported to its owner's session list"
    )]
    public static partial void DeactivationNotReported(this ILogger logger, Exception exception, string key);
}
