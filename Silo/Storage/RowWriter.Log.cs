namespace YudaiV3.Silo.Storage;

internal sealed partial class RowWriter
{
    [LoggerMessage(LogLevel.Error, "The states of {Rows} rows could not be written.")]
    private partial void LogFailed(Exception fault, int rows);
}
