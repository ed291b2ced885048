using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis;

/// <summary>The files of one commit and their dependencies.</summary>
public sealed record Snapshot
{
    public required long RepositoryId { get; init; }
    public required string Owner { get; init; }
    public required string Name { get; init; }
    public required string Branch { get; init; }
    public required string CommitSha { get; init; }

    /// <summary>Sorted by path, by ordinal.</summary>
    public required ImmutableArray<TreeFile> Files { get; init; }

    /// <summary>One entry for each source, sorted by path.</summary>
    public required ImmutableArray<FileDependencies> Dependencies { get; init; }
}
