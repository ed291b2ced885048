using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// The contents of a run of files in path order. Immutable, and named by the hash of what is in it
/// (<see cref="NameOf"/>). It is a record of the ingest that wrote it; later ingests refer to it.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-pack")]
internal sealed record FilePack
{
    /// <summary>
    /// The version of what is kept of a file. It is part of the name, so after a change the packs are built anew.
    /// </summary>
    public const int CurrentVersion = 1;

    [Id(0)]
    public int Version { get; init; }

    /// <summary>Sorted by path, by ordinal.</summary>
    [Id(1)]
    public ImmutableArray<PackedFile> Files { get; init; } = [];

    /// <summary>The texts of <see cref="Files"/> one after the other, in UTF-8, compressed by Brotli.</summary>
    [Id(2)]
    public byte[] Texts { get; init; } = [];

    public static string RecordName(int attempt, string name) =>
        FormattableString.Invariant($"ingest-pack/{attempt}/{name}");

    public static string NameOf(IEnumerable<IngestedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([CurrentVersion]);
        foreach (var file in files)
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    FormattableString.Invariant($"{file.Path}\0{file.Hash}\0{file.Size}\0{(int)file.Marks}\n")
                )
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 20));
    }
}

/// <summary>One file of a pack.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.packed-file")]
internal sealed record PackedFile
{
    [Id(0)]
    public string Path { get; init; } = "";

    /// <summary>Git's SHA-1 of the content as a blob, in hex. Empty if there is none.</summary>
    [Id(1)]
    public string ContentHash { get; init; } = "";

    /// <summary>In bytes, of the content in the repository.</summary>
    [Id(2)]
    public long Size { get; init; }

    [Id(3)]
    public FileMarks Marks { get; init; }

    /// <summary>In bytes of UTF-8. -1 for a file without text: binary, too large or no regular file.</summary>
    [Id(4)]
    public int TextLength { get; init; } = NoText;

    public const int NoText = -1;
}

/// <summary>
/// The <see cref="CodeAnalysis.Search.TrigramFilter"/> of a pack, its terms and its symbols: what searches need before
/// they read texts. Written after the pack.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-pack-filter")]
internal sealed record PackFilter
{
    [Id(0)]
    public byte[] Bits { get; init; } = [];

    /// <summary>In the order of <see cref="Terms"/> and <see cref="Symbols"/>. Empty where these are missing.</summary>
    [Id(1)]
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>By <see cref="CodeAnalysis.Relevance.FileTermsCodec"/>.</summary>
    [Id(2)]
    public byte[] Terms { get; init; } = [];

    /// <summary>By <see cref="CodeAnalysis.Symbols.SymbolCodec"/>, compressed by Brotli.</summary>
    [Id(3)]
    public byte[] Symbols { get; init; } = [];

    /// <summary>The length of <see cref="Symbols"/> before they were compressed.</summary>
    [Id(4)]
    public int SymbolsLength { get; init; }

    public static string RecordName(int attempt, string name) =>
        FormattableString.Invariant($"ingest-pack-filter/{attempt}/{name}");
}
