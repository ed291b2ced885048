using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>Selects the files of a digest, so that only contents that may fit are read.</summary>
public static class DigestPlan
{
    private const FileMarks NoText =
        FileMarks.Binary | FileMarks.LfsPointer | FileMarks.Submodule | FileMarks.SymbolicLink | FileMarks.TooLarge;
    private const FileMarks SecondRate = FileMarks.Generated | FileMarks.Minified | FileMarks.Vendored;

    /// <summary>
    /// Selects files with text: the most depended-on first, then by category, then by path.
    /// </summary>
    /// <param name="all">Whether all wanted files are selected.</param>
    public static ImmutableArray<string> Select(
        SnapshotQueries reading,
        Func<string, bool> wanted,
        int maxTokens,
        out bool all
    )
    {
        var graph = reading.Dependencies;
        var files = reading
            .Snapshot.Files.Where(file => (file.Marks & NoText) == 0 && file.Tokens > 0 && wanted(file.Path))
            .Select(file => (file.Path, file.Tokens, Dependents: graph.Reaching(file.Path).Count(), Rank: Rank(file)))
            .OrderByDescending(file => file.Dependents)
            .ThenBy(file => file.Rank)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        // Long words are cut, so a file may take fewer tokens than it has. The limit leaves room for that.
        var (planned, limit) = (0L, maxTokens + maxTokens / 4L + 2_000);
        var chosen = files
            .TakeWhile(file => planned <= limit && (planned += file.Tokens) > 0)
            .Select(file => file.Path)
            .ToImmutableArray();
        all = chosen.Length == files.Count;
        return chosen;
    }

    private static int Rank(TreeFile file) =>
        (file.Marks & SecondRate) != 0
            ? 9
            : file.Category switch
            {
                FileCategory.SourceCode => 0,
                FileCategory.Documentation when !file.Path.Contains('/') => 1,
                FileCategory.WebFiles or FileCategory.Scripts => 2,
                FileCategory.DependencyFiles or FileCategory.ProjectFiles or FileCategory.BuildFiles => 3,
                FileCategory.Documentation or FileCategory.Configuration => 4,
                FileCategory.Tests => 5,
                FileCategory.LockFiles => 8,
                _ => 6,
            };
}
