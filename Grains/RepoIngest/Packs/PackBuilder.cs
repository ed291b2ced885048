using System.Buffers;
using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Search;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Builds the pack of a run. Pure.</summary>
internal static class PackBuilder
{
    public static (FilePack Pack, PackFilter Filter) Build(ImmutableArray<RunFile> files)
    {
        var texts = files
            .Select(file =>
                file.Content is { } content ? PackTexts.FromContent(content) : default(ReadOnlyMemory<byte>?)
            )
            .ToArray();
        ImmutableArray<string> paths = [.. files.Select(file => file.Path)];
        var (terms, symbols, length) = PackTerms.Read(paths, texts);
        return (
            new()
            {
                Version = FilePack.CurrentVersion,
                Files = [.. files.Zip(texts, Describe)],
                Texts = Compress(texts),
            },
            new()
            {
                Bits = TrigramFilter.Build(texts.OfType<ReadOnlyMemory<byte>>()),
                Paths = paths,
                Terms = terms,
                Symbols = symbols,
                SymbolsLength = length,
            }
        );
    }

    private static PackedFile Describe(RunFile file, ReadOnlyMemory<byte>? text) =>
        new()
        {
            Path = file.Path,
            ContentHash = file.Hash,
            Size = file.Size,
            Marks = file.Marks,
            TextLength = text?.Length ?? PackedFile.NoText,
        };

    private static byte[] Compress(IReadOnlyCollection<ReadOnlyMemory<byte>?> texts)
    {
        var length = texts.Sum(text => text?.Length ?? 0);
        var all = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var written = 0;
            foreach (var text in texts.OfType<ReadOnlyMemory<byte>>())
            {
                text.CopyTo(all.AsMemory(written));
                written += text.Length;
            }
            return PackTexts.Compress(all.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
        }
    }
}
