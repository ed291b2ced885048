using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Ranks the files of a commit by how much they matter for a question. The weights were fitted on public requests
/// whose changed files are known, each repository judged by weights that the others gave; they are rounded, since the
/// optimum is flat.
/// </summary>
public static class FileRanking
{
    private const double Chosen = 10,
        Text = 1,
        Name = 0.2,
        Folder = 0.1,
        Whole = 0.5,
        Covered = 0.25,
        Similar = 0.6,
        Popular = 0.1,
        Mentioned = 0.4,
        Declared = 0.2,
        DependedOn = 0.15,
        UsedByHit = 0.2,
        Tested = 0.1;

    /// <summary>
    /// The best first, at most <see cref="RelevanceQuery.Limit"/> of them. If no word matches, those that most files
    /// depend on and that change most often.
    /// </summary>
    public static ImmutableArray<RankedFile> Rank(CommitIndex index, RelevanceQuery query)
    {
        var terms = new QueryTerms(query.Text, query.Previous);
        var evidence = new TextEvidence(index.Terms, terms);
        var scores = new double[index.Count];
        Add(scores, evidence.Text, Text);
        var hits = NeighbourEvidence.Create(index, (double[])scores.Clone());
        Add(scores, evidence.Name, Name);
        Add(scores, evidence.Folder, Folder);
        Add(scores, evidence.Whole, Whole);
        Add(scores, evidence.Covered, Covered);
        Add(scores, evidence.Declared, Declared);
        var similar = index.History.Similar(terms);
        Add(scores, similar, Similar);
        Add(scores, index.History.Popularity, Popular);
        Add(scores, hits.DependedOn, DependedOn);
        for (var file = 0; file < scores.Length; file++)
            scores[file] += UsedByHit * hits.UsedByHit[file] + Tested * hits.Tested[file];
        var mentioned = new MentionedFiles(query.Text);
        for (var file = 0; file < scores.Length; file++)
            scores[file] =
                (scores[file] + (mentioned.Contains(index.File(file).Path) ? Mentioned : 0)) * index.Priors[file];
        foreach (var path in query.Paths)
            if (index.Id(path) is { } file)
                scores[file] += Chosen;
        var best = Best(scores, query.Limit);
        var reasons = new RankingReasons(index, terms, query, mentioned, similar, hits);
        return
        [
            .. best.Select(file => new RankedFile
            {
                Path = index.File(file).Path,
                Score = scores[file] / scores[best[0]],
                Reasons = reasons.Explain(file),
            }),
        ];
    }

    /// <summary>As a share of the largest.</summary>
    private static void Add(double[] scores, double[] evidence, double weight)
    {
        var max = evidence.Length == 0 ? 0 : evidence.Max();
        if (max > 0)
            for (var file = 0; file < scores.Length; file++)
                scores[file] += weight * evidence[file] / max;
    }

    private static int[] Best(double[] scores, int limit) =>
        [
            .. Enumerable
                .Range(0, scores.Length)
                .Where(file => scores[file] > 0)
                .OrderByDescending(file => scores[file])
                .ThenBy(file => file) // they are sorted by path
                .Take(limit),
        ];
}

/// <summary>A file that matters for a question.</summary>
public sealed record RankedFile
{
    public required string Path { get; init; }

    /// <summary>1 for the best, less for the others.</summary>
    public required double Score { get; init; }

    /// <summary>What speaks for it, in plain words, the strongest first.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];
}
