using System.Text.Json;
using System.Text.Json.Serialization;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// One event of a completion's stream: OpenAI's chat completion chunk, with the fields that other endpoints add.
/// </summary>
internal sealed record CompletionChunk
{
    /// <summary>The event <c>[DONE]</c> after the last chunk.</summary>
    public static readonly CompletionChunk Done = new();

    public string? Model { get; init; }
    public IReadOnlyList<CompletionChoice>? Choices { get; init; }
    public CompletionUsage? Usage { get; init; }

    /// <summary>OpenRouter sends this if a provider fails in the middle of an answer.</summary>
    public JsonElement? Error { get; init; }

    /// <exception cref="JsonException">The data is not a chunk.</exception>
    public static CompletionChunk Read(string type, ReadOnlySpan<byte> data) =>
        data.SequenceEqual("[DONE]"u8)
            ? Done
            : JsonSerializer.Deserialize(data, CompletionJson.Default.CompletionChunk)
                ?? throw new JsonException("A chunk must be an object.");
}

/// <param name="FinishReason">Null before the last chunk. Some endpoints send an empty text instead.</param>
internal sealed record CompletionChoice(CompletionDelta? Delta, string? FinishReason)
{
    public string? FinishReason { get; } = string.IsNullOrWhiteSpace(FinishReason) ? null : FinishReason;
}

/// <param name="Reasoning">The model's reasoning before the answer, as OpenRouter names it.</param>
/// <param name="ReasoningContent">The same, as DeepSeek and vLLM name it.</param>
internal sealed record CompletionDelta(
    [property: JsonConverter(typeof(ContentConverter))] string? Content,
    string? Reasoning,
    string? ReasoningContent
);

/// <param name="Cost">US dollars; only OpenRouter sends it.</param>
internal sealed record CompletionUsage(double? Cost);

/// <summary>Reads a content that is a string, or a list of parts of which some have a text.</summary>
internal sealed class ContentConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;
        using var parts = JsonDocument.ParseValue(ref reader);
        return parts.RootElement.ValueKind != JsonValueKind.Array
            ? throw new JsonException("A content must be a string or a list.")
            : string.Concat(parts.RootElement.EnumerateArray().Select(Text));
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static string Text(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty("text", out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CompletionRequest))]
[JsonSerializable(typeof(CompletionChunk))]
internal sealed partial class CompletionJson : JsonSerializerContext;
