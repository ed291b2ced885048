using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Bench.Relevance;

/// <summary>All requests, ranked by the product and by its floors.</summary>
internal sealed class Localization
{
    private const int Ranked = 100;
    private readonly List<(LocalizationCase Case, RankedTruth Score, RankedTruth Bm25, RankedTruth Popular)> _rows = [];
    private readonly List<RankedTruth> _shuffled = [];

    /// <summary>The commit with the most files.</summary>
    public CommitFiles? Largest { get; private set; }

    public async Task Run(IReadOnlyList<LocalizationCase> cases, Func<string, GitMirror?> find)
    {
        foreach (var group in cases.GroupBy(one => (one.Repo, one.Commit)))
        {
            var mirror = find(group.Key.Repo)
                ?? throw new InvalidOperationException($"There is no mirror of {group.Key.Repo}.");
            var commit = CommitFiles.Create(
                await mirror.Files(group.Key.Commit),
                await mirror.History(group.Key.Commit)
            );
            if (Largest is null || Largest.Files.Length < commit.Files.Length)
                Largest = commit;
            Rank(commit, [.. group], cases);
        }
    }

    /// <summary>The means by group, in order.</summary>
    public IEnumerable<(string Group, int Count, RankedTruth Score, RankedTruth Bm25, RankedTruth Popular)> Groups() =>
        _rows
            .SelectMany(row =>
                new[]
                {
                    $"{row.Case.Set} {row.Case.Repo}",
                    $"{row.Case.Set} all",
                    $"{row.Case.Set} {row.Case.Stratum}s",
                }
                    .Distinct()
                    .Select(group => (Group: group, Row: row))
            )
            .GroupBy(pair => pair.Group, pair => pair.Row)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                (
                    group.Key,
                    group.Count(),
                    RankedTruth.Mean([.. group.Select(row => row.Score)]),
                    RankedTruth.Mean([.. group.Select(row => row.Bm25)]),
                    RankedTruth.Mean([.. group.Select(row => row.Popular)])
                )
            );

    /// <summary>With the requests of other repositories.</summary>
    public RankedTruth Shuffled() => RankedTruth.Mean(_shuffled);

    public RankedTruth Popular() => RankedTruth.Mean([.. _rows.Select(row => row.Popular)]);

    private void Rank(CommitFiles commit, LocalizationCase[] asked, IReadOnlyList<LocalizationCase> cases)
    {
        var index = commit.Index();
        var floor = new Bm25Floor(commit);
        var popular = commit
            .History.Commits.Take(500)
            .SelectMany(past => past.Paths)
            .CountBy(path => path)
            .OrderByDescending(path => path.Value)
            .Select(path => path.Key)
            .Where(path => index.Contains(path))
            .ToArray();
        foreach (var one in asked)
        {
            _rows.Add(
                (
                    one,
                    RankedTruth.Create(Paths(index, one.Query), one.Truth),
                    RankedTruth.Create(floor.Rank(one.Query), one.Truth),
                    RankedTruth.Create(popular, one.Truth)
                )
            );
            // The request of another repository says nothing about this one.
            var others = cases.Where(other => other.Repo != one.Repo).ToArray();
            if (others.Length > 0)
                _shuffled.Add(
                    RankedTruth.Create(Paths(index, others[_rows.Count * 31 % others.Length].Query), one.Truth)
                );
        }
    }

    private static string[] Paths(CommitIndex index, string query) =>
        [.. FileRanking.Rank(index, new() { Text = query, Limit = Ranked }).Select(file => file.Path)];
}
