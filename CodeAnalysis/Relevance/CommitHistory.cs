using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The commits before a commit, without merges, the newest first.</summary>
public sealed record CommitHistory
{
    /// <summary>
    /// Commits that are read, files of a commit beyond which it says nothing about them, and characters of a message.
    /// </summary>
    public const int MaxCommits = 1_000,
        MaxPaths = 30,
        MaxMessage = 2_000;

    public static CommitHistory None { get; } = new();

    public ImmutableArray<PastCommit> Commits { get; init; } = [];
}

/// <summary>A commit of the past: its message and the files that it changed.</summary>
public sealed record PastCommit(string Message, ImmutableArray<string> Paths);
