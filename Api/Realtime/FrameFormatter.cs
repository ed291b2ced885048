using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YudaiV3.Api.Chat;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Serializes the frames of one session: <c>{timestamp, type, session_id, seq, data}</c>.</summary>
internal sealed class FrameFormatter(string sessionId, GitHubSite github)
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private readonly JsonEncodedText _sessionId = JsonEncodedText.Encode(
        sessionId,
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    );

    public static long Stamp(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    /// <summary>ISO 8601 in UTC with milliseconds; always the same length.</summary>
    public static string Format(long stamp) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(stamp)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public ReadOnlyMemory<byte> Event(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            { Message: { } message } => Write("message", Stamp(sessionEvent.At), sessionEvent.Seq, json =>
                JsonSerializer.Serialize(json, message, ApiJson.TypeInfo<Message>())
            ),
            { Card: { } change } => Write("context_card", Stamp(sessionEvent.At), sessionEvent.Seq, json =>
                WriteCard(json, change)
            ),
            _ => throw new ArgumentException(
                $"Event {sessionEvent.Seq} has neither a message nor a card.",
                nameof(sessionEvent)
            ),
        };

    public ReadOnlyMemory<byte> Status(StatusFrame frame) =>
        Write("agent_status", Stamp(frame.At), null, json =>
            JsonSerializer.Serialize(json, frame.Status, ApiJson.TypeInfo<AgentStatus>())
        );

    public ReadOnlyMemory<byte> Statistics(StatisticsFrame frame) =>
        Write("statistics", Stamp(frame.At), null, json =>
            JsonSerializer.Serialize(json, frame.Statistics, ApiJson.TypeInfo<SessionStatistics>())
        );

    public ReadOnlyMemory<byte> Ingest(IngestFrame frame) => Write("ingest_progress", Stamp(frame.At), null, json =>
        {
            json.WriteStartObject();
            json.WriteString("repository", frame.Repository);
            json.WriteString("branch", frame.Branch);
            json.WriteString("ingest_id", frame.Status.IngestId);
            json.WriteString("phase", JsonNamingPolicy.SnakeCaseLower.ConvertName(frame.Status.Status.ToString()));
            json.WriteNumber("files_done", frame.Status.FilesDone);
            json.WriteNumber("files_total", frame.Status.FilesTotal);
            json.WriteNumber("bytes_done", frame.Status.BytesDone);
            json.WriteNumber("percent", frame.Status.Percent);
            json.WriteEndObject();
        });

    public ReadOnlyMemory<byte> Delta(long stamp, string messageId, string delta, int index) =>
        Write("message_delta", stamp, null, json =>
        {
            json.WriteStartObject();
            json.WriteString("message_id", messageId);
            json.WriteString("delta", delta);
            json.WriteNumber("index", index);
            json.WriteEndObject();
        });

    public SessionUpdate Update(SessionSnapshot snapshot)
    {
        var at = Stamp(snapshot.At);
        var frame = Write("session_update", at, snapshot.Seq, json =>
            JsonSerializer.Serialize(json, SessionState.From(snapshot, github), ApiJson.TypeInfo<SessionState>())
        );
        var stamp = Encoding.ASCII.GetBytes(Format(at));
        // The timestamp is the first field of the frame, so the first match is the right one.
        return new(snapshot.Seq, at, frame, frame.AsSpan().IndexOf(stamp));
    }

    public ReadOnlyMemory<byte> Heartbeat(long stamp, long now) => Write("heartbeat", stamp, null, json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", Format(now));
            json.WriteBoolean("heartbeat", true);
            json.WriteEndObject();
        });

    public ReadOnlyMemory<byte> Error(long stamp, FrameError error) => Write("error", stamp, null, json =>
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteString("error", error.Message);
            json.WriteString("code", error.Code);
            if (error.ClientMessageId is not null)
                json.WriteString("client_message_id", error.ClientMessageId);
            json.WriteEndObject();
        });

    private byte[] Write(string type, long stamp, long? seq, Action<Utf8JsonWriter> data)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes, WriterOptions);
        json.WriteStartObject();
        json.WriteString("timestamp", Format(stamp));
        json.WriteString("type", type);
        json.WriteString("session_id", _sessionId);
        if (seq is { } durable)
            json.WriteNumber("seq", durable);
        else
            json.WriteNull("seq");
        json.WritePropertyName("data");
        data(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Older clients read the card's fields beside <c>action</c>, newer ones <c>card</c>.</summary>
    private static void WriteCard(Utf8JsonWriter json, CardChange change)
    {
        var card = JsonSerializer.SerializeToElement(change.Card, ApiJson.TypeInfo<ContextCard>());
        json.WriteStartObject();
        json.WriteString("action", JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Action.ToString()));
        json.WritePropertyName("card");
        card.WriteTo(json);
        foreach (var field in card.EnumerateObject())
            field.WriteTo(json);
        json.WriteEndObject();
    }
}

/// <summary>The data of an <c>error</c> frame.</summary>
internal sealed record FrameError(string Code, string Message, string? ClientMessageId = null);
