using Tomlyn;
using Tomlyn.Model;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Reads manifests in TOML. A document that is not valid TOML reads as null.</summary>
internal static class Toml
{
    public static TomlTable? Parse(string? text)
    {
        try
        {
            return TomlSerializer.Deserialize<TomlTable>((text ?? "").TrimStart('\uFEFF'));
        }
        catch (TomlException)
        {
            return null;
        }
    }

    public static TomlTable? Table(this TomlTable? table, string name) => table.Value(name) as TomlTable;

    /// <summary>The tables of an array of tables.</summary>
    public static IEnumerable<TomlTable> Tables(this TomlTable? table, string name) =>
        table.Value(name) as TomlTableArray ?? (IEnumerable<TomlTable>)[];

    public static string? Text(this TomlTable? table, string name) => table.Value(name) as string;

    public static bool IsFalse(this TomlTable? table, string name) => table.Value(name) is false;

    private static object? Value(this TomlTable? table, string name) =>
        table is not null && table.TryGetValue(name, out var value) ? value : null;
}
