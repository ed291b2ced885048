using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace YudaiV3.ServiceDefaults;

/// <summary>The format of log entries.</summary>
public sealed class LineConsoleFormatterOptions : ConsoleFormatterOptions
{
    /// <summary>Whether entries are JSON objects.</summary>
    public bool Json { get; set; }
}

/// <summary>
/// Writes a log entry as one line of text, or as JSON with the values of its message. Both contain the trace id, which
/// error responses contain too.
/// </summary>
public sealed class LineConsoleFormatter(IOptionsMonitor<LineConsoleFormatterOptions> options, TimeProvider time)
    : ConsoleFormatter(Name)
{
    public new const string Name = "yudai";

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var at = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        textWriter.Write(options.CurrentValue.Json ? Json(logEntry, at, message) : Line(logEntry, at, message));
        textWriter.Write('\n');
    }

    private static string Line<TState>(in LogEntry<TState> entry, string at, string message)
    {
        var line = new StringBuilder(at)
            .Append(' ')
            .Append(Level(entry.LogLevel))
            .Append(": ")
            .Append(entry.Category)
            .Append('[')
            .Append(entry.EventId.Id)
            .Append("] ")
            .Append(message);
        if (entry.Exception is not null)
            line.Append(' ').Append(entry.Exception);
        if (Activity.Current is { } activity)
            line.Append(" trace=").Append(activity.TraceId.ToHexString());
        return line.ToString().ReplaceLineEndings(" ");
    }

    private static string Json<TState>(in LogEntry<TState> entry, string at, string message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            json.WriteString("time", at);
            json.WriteString("level", Level(entry.LogLevel));
            json.WriteString("category", entry.Category);
            json.WriteNumber("event", entry.EventId.Id);
            json.WriteString("message", message);
            if (entry.Exception is not null)
                json.WriteString("exception", entry.Exception.ToString());
            if (Activity.Current is { } activity)
            {
                json.WriteString("trace_id", activity.TraceId.ToHexString());
                json.WriteString("span_id", activity.SpanId.ToHexString());
            }
            if (entry.State is IEnumerable<KeyValuePair<string, object?>> values)
            {
                json.WriteStartObject("values");
                foreach (var (name, value) in values.DistinctBy(value => value.Key))
                    json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Level(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
}
