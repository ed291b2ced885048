using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// Builds packs of files and analyzes their contents. Key: <c>packer/{ingestId}/{number}</c>. Placed at random, so that
/// the workers of an ingest spread over all silos.
/// </summary>
[Alias("yudai.pack-worker")]
internal interface IPackWorker : IGrainWithStringKey
{
    /// <summary>Pure: the same run gives the same result and can be sent again.</summary>
    [Alias("pack"), ResponseTimeout("00:05:00")]
    Task<PackedRun> Pack(FileRun run);
}

/// <summary>Files of which a pack is to be built, or whose contents are to be analyzed, or both.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.file-run")]
internal sealed record FileRun
{
    /// <summary>Sorted by path.</summary>
    [Id(0)]
    public ImmutableArray<RunFile> Files { get; init; } = [];

    /// <summary>The pack's name; null if there is one already.</summary>
    [Id(1)]
    public string? Name { get; init; }

    /// <summary>The size of all contents in bytes.</summary>
    public long Bytes => Files.Sum(file => (long)(file.Content?.Length ?? 0));
}

/// <summary>A file of a run.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.run-file")]
internal sealed record RunFile
{
    [Id(0)]
    public string Path { get; init; } = "";

    [Id(1)]
    public string Hash { get; init; } = "";

    [Id(2)]
    public long Size { get; init; }

    [Id(3)]
    public FileMarks Marks { get; init; }

    [Id(4)]
    public SourceLanguage? Language { get; init; }

    /// <summary>Null for a file without text.</summary>
    [Id(5)]
    public byte[]? Content { get; init; }

    /// <summary>Whether the facts of the content are wanted.</summary>
    [Id(6)]
    public bool IsNew { get; init; }
}

/// <summary>What a worker made of a run.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.packed-run")]
internal sealed record PackedRun
{
    /// <summary>The facts of the new contents.</summary>
    [Id(0)]
    public ImmutableArray<AnalyzedText> Texts { get; init; } = [];

    /// <summary>Null if none was wanted.</summary>
    [Id(1)]
    public FilePack? Pack { get; init; }

    [Id(2)]
    public PackFilter? Filter { get; init; }
}
