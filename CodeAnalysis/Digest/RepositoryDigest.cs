namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>A repository as one text for a prompt.</summary>
public sealed record RepositoryDigest
{
    public required string Text { get; init; }

    /// <summary>Of the whole text, by <c>o200k_base</c>.</summary>
    public int Tokens { get; init; }
    public int FilesIncluded { get; init; }

    /// <summary>Some text had no room.</summary>
    public bool Truncated { get; init; }
}
