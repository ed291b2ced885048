using System.Diagnostics;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Bench.Relevance;

/// <summary>
/// Requests whose changed files are known, and the time of a question at 5,000 files. <c>BENCH_LOCALIZATION</c> names
/// the folder of the requests, <c>BENCH_MIRRORS</c> that of the Git directories; without them there is nothing to
/// measure.
/// </summary>
internal sealed class FileRankings : IBenchmark
{
    private const int Files = 5_000,
        MaxQuery = 4_000;

    public string Part => "relevant";

    public string About => "the files that matter for a request";

    public async Task Run(Report report)
    {
        var requests = Environment.GetEnvironmentVariable("BENCH_LOCALIZATION");
        var mirrors = Environment.GetEnvironmentVariable("BENCH_MIRRORS");
        if (string.IsNullOrEmpty(requests) || string.IsNullOrEmpty(mirrors))
        {
            Progress.Say("  not measured: BENCH_LOCALIZATION and BENCH_MIRRORS name no folders");
            return;
        }
        var cases = LocalizationCase.Read(requests);
        var run = new Localization();
        await run.Run(cases, repository => GitMirror.Find(mirrors, repository));
        foreach (var (group, count, score, bm25, popular) in run.Groups())
            report.Add(
                Judged($"{group} ({count})", group, score, bm25) with
                {
                    Note = $"{score}; BM25: {bm25}; popular: {popular}",
                }
            );
        report.Add(
            Figure.Plain(
                "other repositories' requests, recall@10",
                "",
                run.Shuffled().Recall10,
                run.Popular().Recall10
            ) with
            {
                Note = "the floor is the files that changed most often, whatever is asked",
            }
        );
        Time(report, run.Largest!, cases);
    }

    /// <summary>Issues are judged by whole truths, commits by shares of them.</summary>
    private static Figure Judged(string name, string group, RankedTruth score, RankedTruth bm25)
    {
        var (measure, measured, floor, all) = group.StartsWith('A')
            ? ("Acc@10", score.Acc10, bm25.Acc10, 0.75)
            : ("recall@10", score.Recall10, bm25.Recall10, 0.68);
        var min = group.EndsWith(" all", StringComparison.Ordinal) ? all : floor;
        return new($"{name}, {measure}", "", measured, floor, measured, $"≥ {Figure.Text(min)}", measured >= min);
    }

    private static void Time(Report report, CommitFiles largest, IReadOnlyList<LocalizationCase> cases)
    {
        var commit = largest.Repeated((Files + largest.Files.Length - 1) / largest.Files.Length);
        var start = Stopwatch.GetTimestamp();
        var index = commit.Index();
        FileRanking.Rank(index, new() { Text = cases[0].Query });
        report.Add(
            Figure.Limit(
                $"first question of a commit of {commit.Files.Length} files",
                "ms",
                Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                2_000
            )
        );
        var times = cases.Select(one => Question(index, one.Query)).ToArray();
        report.Add(Figure.Plain("question at that size, p50", "ms", Rounds.Percentile(times, 0.5)));
        report.Add(Figure.Limit("question at that size, p95", "ms", Rounds.Percentile(times, 0.95), 200));
        report.Add(
            Figure.Limit(
                "stored terms per byte of text",
                "bytes",
                (double)commit.Terms.Sum(terms => terms.Length) / commit.Texts.Sum(text => (long)text.Length),
                0.2
            )
        );
    }

    private static double Question(CommitIndex index, string query)
    {
        var start = Stopwatch.GetTimestamp();
        FileRanking.Rank(index, new() { Text = query[..Math.Min(query.Length, MaxQuery)], Limit = 20 });
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
