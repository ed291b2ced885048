using System.Text.Json.Serialization;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>What a symbol is. Stored by number: new ones go to the end.</summary>
public enum SymbolKind
{
    [JsonStringEnumMemberName("other")]
    Other,

    [JsonStringEnumMemberName("class")]
    Class,

    [JsonStringEnumMemberName("interface")]
    Interface,

    [JsonStringEnumMemberName("function")]
    Function,

    [JsonStringEnumMemberName("method")]
    Method,

    [JsonStringEnumMemberName("property")]
    Property,

    [JsonStringEnumMemberName("constant")]
    Constant,

    [JsonStringEnumMemberName("type")]
    Type,

    [JsonStringEnumMemberName("module")]
    Module,
}

/// <summary>Something that a source file declares.</summary>
/// <param name="Name">Without its container.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Where its name stands, counted from 1.</param>
/// <param name="EndLine">The last line of it.</param>
/// <param name="Container">The names around it with dots between them, or null.</param>
public sealed record Symbol(string Name, SymbolKind Kind, int Line, int EndLine, string? Container);
