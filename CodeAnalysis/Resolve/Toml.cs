namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The texts and truths of a TOML document by table and key, as far as a Cargo manifest needs them; tables of an array
/// by their number.
/// </summary>
internal sealed class Toml
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, int> _arrays = [];

    public Toml(string text)
    {
        var table = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (
                line.StartsWith("[[", StringComparison.Ordinal)
                && line.IndexOf("]]", StringComparison.Ordinal) is > 0 and var end
            )
            {
                var name = Plain(line[2..end]);
                var number = _arrays[name] = _arrays.GetValueOrDefault(name) + 1;
                table = $"{name}[{number - 1}]";
            }
            else if (line.StartsWith('[') && line.IndexOf(']') is > 0 and var close)
                _values.TryAdd(table = Plain(line[1..close]), "");
            else if (line.IndexOf('=') is > 0 and var equals && Value(line[(equals + 1)..].Trim()) is { } value)
                _values.TryAdd(table.Length == 0 ? Plain(line[..equals]) : $"{table}.{Plain(line[..equals])}", value);
        }
    }

    public string? this[string key] => _values.GetValueOrDefault(key);

    public int Count(string array) => _arrays.GetValueOrDefault(array);

    private static string Plain(string key) =>
        key.Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim('\'', '\t');

    private static string? Value(string value) =>
        value switch
        {
            ['"' or '\'', ..] => value.IndexOf(value[0], 1) is > 0 and var end ? value[1..end] : null,
            _ when value.StartsWith("true", StringComparison.Ordinal) => "true",
            _ when value.StartsWith("false", StringComparison.Ordinal) => "false",
            _ => null,
        };
}
