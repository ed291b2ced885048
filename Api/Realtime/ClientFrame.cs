using System.Text.Json;

namespace YudaiV3.Api.Realtime;

/// <summary>A frame of a client: a type, and fields in <c>data</c> or beside <c>type</c>. Names ignore case.</summary>
internal sealed class ClientFrame
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.OrdinalIgnoreCase);

    private ClientFrame(JsonElement root)
    {
        Add(root);
        Type =
            _fields.TryGetValue("type", out var type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()!.ToLowerInvariant()
                : null;
        Data = _fields.GetValueOrDefault("data");
        Add(Data);
    }

    /// <summary>In lower case; null if the frame has none.</summary>
    public string? Type { get; }

    public JsonElement Data { get; }

    /// <summary>The field, unless it is missing or null.</summary>
    public JsonElement? this[string name] =>
        _fields.TryGetValue(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>Null if the bytes are not JSON.</summary>
    public static ClientFrame? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return new(document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // Property names that are not valid Unicode after unescaping end here too.
        }
    }

    /// <exception cref="InvalidException">The field is not a string.</exception>
    public string? Text(string name) => this[name] is { } field ? Text(name, field) : null;

    /// <exception cref="InvalidException">The field is neither true nor false.</exception>
    public bool Flag(string name) =>
        this[name] switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => throw new InvalidException(name, $"{name} must be true or false."),
        };

    /// <exception cref="InvalidException">The field is not a string.</exception>
    public static string Text(string name, JsonElement field)
    {
        try
        {
            return field.ValueKind == JsonValueKind.String
                ? field.GetString()!
                : throw new InvalidException(name, $"{name} must be a text.");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidException(name, $"{name} is not valid Unicode.");
        }
    }

    private void Add(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var field in element.EnumerateObject())
                _fields[field.Name] = field.Value;
    }
}
