using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Symbols;
using YudaiV3.RepoIngest.Content;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Index;

/// <summary>The symbols of a commit, compressed as they are stored: few questions need them.</summary>
internal sealed class CommitSymbols(ImmutableArray<PackFilter> packs)
{
    /// <summary>Pure, and takes time in proportion to all symbols.</summary>
    public ImmutableArray<FileSymbol> Find(SymbolQuery query)
    {
        var isWanted = CodeSearch.PathFilter(query.Path);
        return
        [
            .. packs
                .Where(pack => pack.Paths.Any(isWanted))
                .SelectMany(All)
                .Where(symbol =>
                    (query.Kind is null || symbol.Kind == query.Kind)
                    && symbol.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase)
                    && isWanted(symbol.Path)
                )
                .OrderBy(symbol => Distance(symbol.Name, query.Text))
                .ThenBy(symbol => symbol.Path, StringComparer.Ordinal)
                .ThenBy(symbol => symbol.Line)
                .Take(query.Limit),
        ];
    }

    /// <summary>The lines on which a file declares something.</summary>
    public IReadOnlySet<int> Lines(string path) =>
        packs
            .Where(pack => pack.Paths.Contains(path))
            .SelectMany(All)
            .Where(symbol => symbol.Path == path)
            .Select(symbol => symbol.Line)
            .ToHashSet();

    private static int Distance(string name, string text) =>
        text.Length == 0 || name.Equals(text, StringComparison.Ordinal) ? 0
        : name.Equals(text, StringComparison.OrdinalIgnoreCase) ? 1
        : name.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 2
        : 3;

    private static IEnumerable<FileSymbol> All(PackFilter pack) =>
        SymbolCodec.Decode(PackTexts.Expand(pack.Symbols, pack.SymbolsLength)) is { } files
            ? pack.Paths.Zip(files).SelectMany(file => file.Second.Select(symbol => Describe(file.First, symbol)))
            : [];

    private static FileSymbol Describe(string path, Symbol symbol) =>
        new()
        {
            Name = symbol.Name,
            Kind = symbol.Kind,
            Path = path,
            Line = symbol.Line,
            EndLine = symbol.EndLine,
            Container = symbol.Container,
        };
}
