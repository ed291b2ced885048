using Microsoft.Extensions.Logging;

namespace YudaiV3.Chat;

internal sealed partial class ChatSessionGrain
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of {Key} failed; the activation ends and the next one reads what there is"
    )]
    private partial void LogLost(Exception fault, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {Key} was lost; the next activation takes it up again")]
    private partial void LogTurnLost(Exception fault, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {Key} failed for a reason that is not the model's")]
    private partial void LogTurnFailed(Exception fault, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue could not be told that {Key} is at rest")]
    private partial void LogRestless(Exception fault, string key);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The messages of {Key} could not be put into the search; it is tried again"
    )]
    private partial void LogNotIndexed(Exception fault, string key);
}
