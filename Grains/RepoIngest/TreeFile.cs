namespace YudaiV3.RepoIngest;

/// <summary>What is special about a file. Stored by number.</summary>
[Flags]
internal enum FileMarks
{
    None = 0,
    Binary = 1,
    Generated = 2,
    Minified = 4,
    Vendored = 8,

    /// <summary>A Git LFS pointer: the content is elsewhere.</summary>
    LfsPointer = 16,
    Submodule = 32,
    SymbolicLink = 64,

    /// <summary>Larger than was asked for: in the tree with its size, unread.</summary>
    TooLarge = 128,
}

/// <summary>A tracked path of one commit.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.tree-file")]
internal sealed record TreeFile
{
    [Id(0)] public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    [Id(1)] public long Size { get; init; }

    /// <summary>Git's SHA-1 of the content as a blob, in hex; empty where there is none.</summary>
    [Id(2)] public string ContentHash { get; init; } = "";

    /// <summary>Of <c>o200k_base</c>; 0 where the content is no text or was not read.</summary>
    [Id(3)] public int Tokens { get; init; }

    /// <summary>As clients show it; null where it is no source of a known language.</summary>
    [Id(4)] public string? Language { get; init; }
    [Id(5)] public FileCategory Category { get; init; }
    [Id(6)] public FileMarks Marks { get; init; }

    /// <summary>What it declares, as <see cref="Scan.DeclaredNames"/> finds it; empty where it is no source.</summary>
    [Id(7)] public string Names { get; init; } = "";
}
