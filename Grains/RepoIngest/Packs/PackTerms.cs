using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Symbols;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Reads the terms and symbols of the files of a pack.</summary>
internal static class PackTerms
{
    public static (byte[] Terms, byte[] Symbols, int SymbolsLength) Read(
        IReadOnlyList<string> paths,
        IReadOnlyList<ReadOnlyMemory<byte>?> texts
    )
    {
        var terms = new FileTerms[paths.Count];
        var symbols = new ImmutableArray<Symbol>[paths.Count];
        for (var i = 0; i < paths.Count; i++)
            (terms[i], symbols[i]) = texts[i] is { } text ? Read(paths[i], text.Span) : (FileTerms.None, []);
        var encoded = SymbolCodec.Encode(symbols);
        return (FileTermsCodec.Encode(terms), PackTexts.Compress(encoded), encoded.Length);
    }

    private static (FileTerms Terms, ImmutableArray<Symbol> Symbols) Read(string path, ReadOnlySpan<byte> content)
    {
        var letters = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            var text = letters.AsSpan(0, Encoding.UTF8.GetChars(content, letters));
            var symbols = SourceLanguages.FromPath(path) is { } language ? SymbolReader.Read(language, text) : [];
            return (FileTerms.Read(text, symbols.Select(symbol => symbol.Name)), symbols);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
