using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Symbols;

namespace YudaiV3.RepoIngest;

/// <summary>Which symbols are wanted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.symbol-query")]
public sealed record SymbolQuery
{
    /// <summary>A part of the name, whatever its case. Empty for all.</summary>
    [Id(0)]
    public string Text { get; init; } = "";

    /// <summary>Null for all.</summary>
    [Id(1)]
    public SymbolKind? Kind { get; init; }

    /// <summary>A file, a folder, or a pattern in <c>.gitignore</c> syntax. Null for all.</summary>
    [Id(2)]
    public string? Path { get; init; }

    /// <summary>The maximum number of symbols.</summary>
    [Id(3)]
    public int Limit { get; init; } = 50;
}

/// <summary>
/// Symbols: those whose name is the text first, then those that begin with it, then the others; each by path and line.
/// This record is also its JSON body.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.symbols")]
public sealed record SymbolList
{
    [Id(0)]
    public ImmutableArray<FileSymbol> Symbols { get; init; } = [];
}

/// <summary>Something that a source file declares.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.symbol")]
public sealed record FileSymbol
{
    [Id(0)]
    public string Name { get; init; } = "";

    [Id(1)]
    public SymbolKind Kind { get; init; }

    [Id(2)]
    public string Path { get; init; } = "";

    /// <summary>Where its name stands, from 1.</summary>
    [Id(3)]
    public int Line { get; init; }

    [Id(4)]
    public int EndLine { get; init; }

    /// <summary>The names around it with dots between them, or null.</summary>
    [Id(5)]
    public string? Container { get; init; }
}
