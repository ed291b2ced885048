using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Prepares a small commit for questions.</summary>
internal static class TestIndex
{
    /// <param name="texts">By path.</param>
    /// <param name="edges">Pairs of paths.</param>
    /// <param name="history">The newest first.</param>
    public static CommitIndex Create(
        IReadOnlyDictionary<string, string> texts,
        IEnumerable<(string From, string To)>? edges = null,
        params ImmutableArray<PastCommit> history
    )
    {
        var files = texts
            .Keys.Order(StringComparer.Ordinal)
            .Select(path => new TreeFile
            {
                Path = path,
                Category = FileCategories.FromPath(path),
                Marks = FileMarking.ByPath(path),
            })
            .ToImmutableArray();
        var graph = new DependencyGraph(
            (edges ?? [])
                .GroupBy(edge => edge.From)
                .Select(group => new FileDependencies
                {
                    Path = group.Key,
                    Edges = [.. group.Select(edge => new Dependency { To = edge.To })],
                })
        );
        return new(
            files,
            [.. files.Select(file => FileTerms.Read(texts[file.Path], Declared(texts[file.Path])))],
            graph,
            new() { Commits = history }
        );
    }

    private static string[] Declared(string text) =>
        Scan.DeclaredNames.Find(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
