namespace YudaiV3.CodeAnalysis;

/// <summary>Special properties of a file. Stored by number.</summary>
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

    /// <summary>Larger than requested: listed with its size but not read.</summary>
    TooLarge = 128,
}

/// <summary>A tracked path of one commit.</summary>
public sealed record TreeFile
{
    public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>Git's SHA-1 of the content as a blob, in hex. Empty if there is none.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>By <c>o200k_base</c>. 0 if the content is not text or was not read.</summary>
    public int Tokens { get; init; }

    /// <summary>For display. Null if it is not a source of a known language.</summary>
    public string? Language { get; init; }
    public FileCategory Category { get; init; }
    public FileMarks Marks { get; init; }

    /// <summary>Its declared names by <see cref="Scan.DeclaredNames"/>. Empty if it is not a source.</summary>
    public string Names { get; init; } = "";
}
