using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>Describes ranked files with their neighbours, for a prompt.</summary>
public static class RankedRelevance
{
    private const int MaxNeighbours = 5,
        MaxDeclared = 6,
        MaxDependedOn = 6;

    /// <param name="snapshot">The commit.</param>
    /// <param name="graph">Its dependencies.</param>
    /// <param name="query">The question.</param>
    /// <param name="ranked">The files, the best first.</param>
    /// <param name="excerpts">Those of each ranked file.</param>
    public static RelevantFiles Describe(
        Snapshot snapshot,
        DependencyGraph graph,
        RelevanceQuery query,
        ImmutableArray<RankedFile> ranked,
        IReadOnlyList<ImmutableArray<Excerpt>> excerpts
    )
    {
        var files = snapshot.Files.ToDictionary(file => file.Path);
        var ranks = ranked.Index().ToDictionary(file => file.Item.Path, file => file.Index);
        return new()
        {
            Branch = snapshot.Branch,
            CommitSha = snapshot.CommitSha,
            TotalFiles = snapshot.Files.Length,
            Files = [.. ranked.Select((file, at) => Described(files[file.Path], file, excerpts[at]))],
            MostDependedOn = Metrics.Compute(graph, MaxDependedOn).MostDependedOn,
        };

        RelevantFile Described(TreeFile file, RankedFile found, ImmutableArray<Excerpt> lines) =>
            new()
            {
                Path = file.Path,
                Language = file.Language,
                Tokens = file.Tokens,
                IsNamed = query.Paths.Contains(file.Path),
                Declares = [.. file.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxDeclared)],
                DependsOn = Nearest(graph.From(file.Path).Select(edge => edge.To)),
                DependedOnBy = Nearest(graph.Reaching(file.Path).Select(edge => edge.From)),
                Reasons = found.Reasons,
                Excerpts = lines,
            };

        // Those that matter for the question themselves come first.
        Neighbours Nearest(IEnumerable<string> paths)
        {
            var all = paths.Distinct().ToArray();
            return new()
            {
                Paths =
                [
                    .. all.OrderBy(path => ranks.GetValueOrDefault(path, int.MaxValue))
                        .ThenBy(path => path, StringComparer.Ordinal)
                        .Take(MaxNeighbours),
                ],
                Count = all.Length,
            };
        }
    }
}
