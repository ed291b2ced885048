using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace YudaiV3.Api.Chat;

/// <summary>Reads a list of ids. Each is a string or a whole number.</summary>
internal sealed class CardIdsConverter : JsonConverter<string[]>
{
    public override string[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var ids = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ids.Add(
                reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString()!,
                    JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(
                        CultureInfo.InvariantCulture
                    ),
                    _ => throw new JsonException(),
                }
            );
        return [.. ids];
    }

    public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var id in value)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
