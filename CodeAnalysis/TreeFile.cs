namespace YudaiV3.CodeAnalysis;

/// <summary>What is special about a file. Stored by number.</summary>
[Flags]
public enum FileMarks
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
public sealed record TreeFile
{
    public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>Git's SHA-1 of the content as a blob, in hex; empty where there is none.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Of <c>o200k_base</c>; 0 where the content is no text or was not read.</summary>
    public int Tokens { get; init; }

    /// <summary>As clients show it; null where it is no source of a known language.</summary>
    public string? Language { get; init; }
    public FileCategory Category { get; init; }
    public FileMarks Marks { get; init; }

    /// <summary>What it declares, as <see cref="Scan.DeclaredNames"/> finds it; empty where it is no source.</summary>
    public string Names { get; init; } = "";
}
