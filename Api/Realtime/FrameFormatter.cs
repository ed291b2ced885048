using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using YudaiV3.Api.Chat;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Writes the frames of one session: <c>{type, session_id, timestamp, seq, data}</c>.</summary>
internal sealed class FrameFormatter(string sessionId, GitHubSite github)
{
    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private readonly JsonEncodedText _sessionId = JsonEncodedText.Encode(
        sessionId,
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    );

    public static string Time(long stamp) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(stamp)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public ReadOnlyMemory<byte> Event(SessionEvent happened) =>
        happened switch
        {
            { Message: { } message } => Write("message", Stamp(happened.At), happened.Seq, json =>
                JsonSerializer.Serialize(json, message, ApiJson.TypeInfo<Message>())
            ),
            { Card: { } change } => Write("context_card", Stamp(happened.At), happened.Seq, json =>
                WriteCard(json, change)
            ),
            _ => throw new ArgumentException($"Event {happened.Seq} holds nothing.", nameof(happened)),
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
        var stamp = System.Text.Encoding.ASCII.GetBytes(Time(at));
        // The head comes first, so the first one is the frame's.
        return new(snapshot.Seq, at, frame, frame.AsSpan().IndexOf(stamp));
    }

    public ReadOnlyMemory<byte> Heartbeat(long stamp, long now) => Write("heartbeat", stamp, null, json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", Time(now));
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

    public static long Stamp(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private byte[] Write(string type, long stamp, long? seq, Action<Utf8JsonWriter> data)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes, Format);
        json.WriteStartObject();
        json.WriteString("timestamp", Time(stamp));
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

    /// <summary>Existing clients read a card's own fields beside <c>action</c>, newer ones <c>card</c>.</summary>
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

/// <summary>What went wrong, to be told to the client.</summary>
internal sealed record FrameError(string Code, string Message, string? ClientMessageId = null);
