using System.Collections.Immutable;
using System.Diagnostics;
using LibGit2Sharp;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Reads the past commits of a local repository, bounded in number and time.</summary>
internal static class LocalHistory
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    // What was renamed counts as another file: looking for renames takes longer than everything else.
    private static readonly CompareOptions Options = new() { Similarity = SimilarityOptions.None };

    /// <summary>Without merges, the newest first, the commit itself included.</summary>
    public static CommitHistory Read(Repository repository, string commitSha)
    {
        if (repository.Lookup<Commit>(commitSha) is not { } head)
            return CommitHistory.None;
        var commits = ImmutableArray.CreateBuilder<PastCommit>();
        var start = Stopwatch.GetTimestamp();
        var log = repository.Commits.QueryBy(
            new CommitFilter { IncludeReachableFrom = head, SortBy = CommitSortStrategies.Time }
        );
        foreach (var commit in log)
        {
            if (commits.Count == CommitHistory.MaxCommits || Stopwatch.GetElapsedTime(start) > MaxTime)
                break;
            if (commit.Parents.Take(2).ToArray() is [var parent])
                commits.Add(new(commit.Message, Changed(repository, parent, commit)));
        }
        return new() { Commits = commits.ToImmutable() };
    }

    private static ImmutableArray<string> Changed(Repository repository, Commit parent, Commit commit)
    {
        using var changes = repository.Diff.Compare<TreeChanges>(parent.Tree, commit.Tree, Options);
        return [.. changes.Select(change => change.Path).Take(CommitHistory.MaxPaths + 1)];
    }
}
