using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>What to ingest, as a caller says it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.request")]
public sealed record IngestRequest
{
    [Id(0)]
    public string RepoUrl { get; init; } = "";

    /// <summary>
    /// A branch, tag or commit; null for the one that <see cref="RepoUrl"/> names, or the default branch.
    /// </summary>
    [Id(1)]
    public string? Branch { get; init; }

    [Id(2)]
    public IngestOptions Options { get; init; } = new();
}

/// <summary>Which part of a commit is wanted.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.options")]
public sealed record IngestOptions
{
    /// <summary>A folder or file, or null for all.</summary>
    [Id(0)]
    public string? Path { get; init; }

    /// <summary>Patterns of <c>.gitignore</c>: only what they match. Empty for all.</summary>
    [Id(1)]
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Patterns of <c>.gitignore</c>: what they match is left out.</summary>
    [Id(2)]
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>In bytes; a larger file is in the tree with its size, unread.</summary>
    [Id(3)]
    public long? MaxFileSize { get; init; }
}
