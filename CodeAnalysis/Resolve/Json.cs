using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Reads manifests in JSON, with the comments and trailing commas that some tools allow. A text that is not a JSON
/// object reads as null.
/// </summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static JsonElement? Parse(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse((text ?? "").TrimStart('\uFEFF'), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) // or no Unicode
        {
            return null;
        }
    }

    public static JsonElement? Member(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member)
            ? member
            : null;

    public static string? Text(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && text.GetString() is { } value ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<string> Texts(this JsonElement? element) =>
        element.Items().Select(item => Text(item)).OfType<string>();

    public static IEnumerable<JsonProperty> Members(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } parent ? parent.EnumerateObject() : [];
}
