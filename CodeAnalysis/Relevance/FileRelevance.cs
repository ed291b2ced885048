using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Ranks the files of a commit by relevance for a question: first those that the user chose or named and their
/// dependencies, then those whose path or declared names contain words of the question. Rare words count for more than
/// common ones, and files with many dependents for more than others. Pure, and linear in the size of the repository.
/// </summary>
public static class FileRelevance
{
    private const int MaxNamed = 6,
        MaxNeighbours = 5,
        MaxDeclared = 6,
        MaxDependedOn = 6;
    private const double InName = 3,
        InDeclared = 2,
        InOwnFolder = 2,
        InFolder = 1,
        Dependency = 1,
        Dependent = 0.5,
        MinScore = 0.12;

    public static RelevantFiles Rank(Snapshot snapshot, DependencyGraph graph, RelevanceQuery query)
    {
        var terms = new RelevanceTerms(query.Text, query.Previous);
        var scores = Scores(snapshot.Files, graph, terms);
        var named = NamedPaths.In(query, snapshot.Files, Math.Min(MaxNamed, query.Limit));
        AddNeighbours(scores, named, graph);
        var files = snapshot.Files.ToDictionary(file => file.Path);
        var byScore = scores
            .Where(score => score.Value >= MinScore && files.ContainsKey(score.Key))
            .OrderByDescending(score => score.Value)
            .ThenBy(score => score.Key, StringComparer.Ordinal)
            .Select(score => score.Key);
        return new()
        {
            Branch = snapshot.Branch,
            CommitSha = snapshot.CommitSha,
            TotalFiles = snapshot.Files.Length,
            Files =
            [
                .. named
                    .Concat(byScore)
                    .Distinct()
                    .Take(query.Limit)
                    .Select(path => Described(files[path], named.Contains(path))),
            ],
            MostDependedOn = Metrics.Compute(graph, MaxDependedOn).MostDependedOn,
        };

        RelevantFile Described(TreeFile file, bool isNamed) =>
            new()
            {
                Path = file.Path,
                Language = file.Language,
                Tokens = file.Tokens,
                IsNamed = isNamed,
                Declares = Declared(file, terms),
                DependsOn = Nearest(graph.From(file.Path).Select(edge => edge.To)),
                DependedOnBy = Nearest(graph.Reaching(file.Path).Select(edge => edge.From)),
            };

        Neighbours Nearest(IEnumerable<string> paths)
        {
            var all = paths.Distinct().ToArray();
            return new()
            {
                Paths =
                [
                    .. all.OrderByDescending(path => scores.GetValueOrDefault(path))
                        .ThenBy(path => path, StringComparer.Ordinal)
                        .Take(MaxNeighbours),
                ],
                Count = all.Length,
            };
        }
    }

    /// <summary>By path; 1 for the file that fits the words best.</summary>
    private static Dictionary<string, double> Scores(
        ImmutableArray<TreeFile> files,
        DependencyGraph graph,
        RelevanceTerms terms
    )
    {
        var hits = new List<(int File, int Term, double Weight)>();
        var spread = new int[terms.Count];
        var best = new double[terms.Count];
        for (var i = 0; i < files.Length; i++)
        {
            var path = files[i].Path.AsSpan();
            var name = path[(path.LastIndexOf('/') + 1)..];
            Match(terms, path[..^name.Length], InFolder, best);
            Match(terms, OwnFolder(path[..^name.Length]), InOwnFolder, best);
            Match(terms, files[i].Names, InDeclared, best);
            Match(terms, name, InName, best);
            for (var term = 0; term < best.Length; term++)
            {
                if (best[term] == 0)
                    continue;
                hits.Add((i, term, best[term]));
                spread[term]++;
                best[term] = 0;
            }
        }
        var scores = new Dictionary<string, double>();
        foreach (var of in hits.GroupBy(hit => hit.File))
            scores[files[of.Key].Path] =
                of.Sum(hit => hit.Weight * Math.Log(1 + (double)files.Length / spread[hit.Term]))
                * FileWeight(files[of.Key], graph);
        var maxScore = scores.Count == 0 ? 1 : scores.Values.Max();
        foreach (var path in scores.Keys)
            scores[path] /= maxScore;
        return scores;
    }

    private static void Match(RelevanceTerms terms, ReadOnlySpan<char> text, double weight, double[] best)
    {
        var words = new WordReader(text);
        while (words.Next())
            if (terms.From(words.Word) is (var term and >= 0, var surely))
                best[term] = Math.Max(best[term], weight * surely);
    }

    private static ReadOnlySpan<char> OwnFolder(ReadOnlySpan<char> folders) =>
        folders.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : [];

    private static double FileWeight(TreeFile file, DependencyGraph graph)
    {
        var kind =
            (
                file.Marks
                & (
                    FileMarks.Generated
                    | FileMarks.Minified
                    | FileMarks.Vendored
                    | FileMarks.Binary
                    | FileMarks.LfsPointer
                )
            ) != 0
                ? 0.3
                : file.Category switch
                {
                    FileCategory.SourceCode => 1,
                    FileCategory.LockFiles or FileCategory.MediaFiles => 0.2,
                    FileCategory.Tests => 0.6,
                    FileCategory.Documentation
                    or FileCategory.DataFiles
                    or FileCategory.Uncategorized
                    or FileCategory.GitFiles => 0.5,
                    _ => 0.8,
                };
        return kind * (1 + Math.Log2(1 + graph.Reaching(file.Path).Count()) / 10);
    }

    /// <summary>
    /// What the chosen files depend on matters as much as the best words do; what depends on them, half as much.
    /// </summary>
    private static void AddNeighbours(Dictionary<string, double> scores, List<string> named, DependencyGraph graph)
    {
        foreach (var path in named)
        {
            Add(graph.From(path).Select(edge => edge.To), Dependency);
            Add(graph.Reaching(path).Select(edge => edge.From), Dependent);
        }

        // Without words of the question only the nearest few, so that a file that imports fifty leaves room for others.
        void Add(IEnumerable<string> paths, double weight)
        {
            foreach (
                var (rank, path) in paths
                    .Distinct()
                    .OrderByDescending(path => scores.GetValueOrDefault(path))
                    .ThenByDescending(path => graph.Reaching(path).Count())
                    .Index()
            )
                if (rank < MaxNeighbours || scores.ContainsKey(path))
                    scores[path] = scores.GetValueOrDefault(path) + weight;
        }
    }

    private static ImmutableArray<string> Declared(TreeFile file, RelevanceTerms terms) =>
        [
            .. file
                .Names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Index()
                .OrderByDescending(name => Fit(terms, name.Item))
                .ThenBy(name => name.Index)
                .Take(MaxDeclared)
                .Select(name => name.Item),
        ];

    private static double Fit(RelevanceTerms terms, string name)
    {
        var fit = 0.0;
        var words = new WordReader(name);
        while (words.Next())
            fit += terms.From(words.Word).Weight;
        return fit;
    }
}
