using System.Collections.Immutable;
using YudaiV3.CodeAnalysis;

namespace YudaiV3.RepoIngest;

/// <summary>Everything that one commit of a repository tracks.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.repository-files")]
public sealed record RepositoryFiles
{
    [Id(0)]
    public long RepositoryId { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    [Id(2)]
    public string CommitSha { get; init; } = "";

    [Id(3)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Sorted by path, by ordinal.</summary>
    [Id(4)]
    public ImmutableArray<RepositoryFile> Files { get; init; } = [];

    /// <summary>Limits left something out; <see cref="Skipped"/> says what.</summary>
    [Id(5)]
    public bool Truncated { get; init; }

    [Id(6)]
    public ImmutableArray<SkippedFiles> Skipped { get; init; } = [];
}

/// <summary>One tracked path.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.repository-file")]
public sealed record RepositoryFile
{
    [Id(0)]
    public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    [Id(1)]
    public long Size { get; init; }

    /// <summary>Of <c>o200k_base</c>.</summary>
    [Id(2)]
    public int Tokens { get; init; }

    [Id(3)]
    public string? Language { get; init; }

    [Id(4)]
    public FileCategory Category { get; init; }

    /// <summary>What is special about it, such as <c>binary</c> or <c>vendored</c>.</summary>
    [Id(5)]
    public ImmutableArray<string> Marks { get; init; } = [];
}
