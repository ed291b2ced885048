using System.Collections.Immutable;
using YudaiV3.RepoIngest.Resolve;

namespace YudaiV3.RepoIngest;

/// <summary>A finished ingest of one commit, as it is held in memory while somebody reads it. Stored in pieces.</summary>
internal sealed record Snapshot
{
    public required long RepositoryId { get; init; }
    public required string Owner { get; init; }
    public required string Name { get; init; }
    public required string RepoUrl { get; init; }
    public required string Branch { get; init; }
    public required string CommitSha { get; init; }

    /// <summary>Sorted by path, by ordinal.</summary>
    public required ImmutableArray<TreeFile> Files { get; init; }

    /// <summary>One entry for each source, sorted by path.</summary>
    public required ImmutableArray<FileDependencies> Dependencies { get; init; }

    /// <summary>Limits left something out; <see cref="Skipped"/> says what.</summary>
    public bool Truncated { get; init; }
    public ImmutableArray<SkippedFiles> Skipped { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}
