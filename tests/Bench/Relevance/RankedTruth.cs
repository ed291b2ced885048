using System.Globalization;

namespace YudaiV3.Bench.Relevance;

/// <summary>How well a ranking finds the truth of a request.</summary>
/// <param name="Acc1">All files of the truth are the first.</param>
/// <param name="Acc10">All are among the first ten.</param>
/// <param name="Recall10">The share of them among the first ten.</param>
/// <param name="Mrr">1 / rank of the first.</param>
internal readonly record struct RankedTruth(double Acc1, double Acc5, double Acc10, double Recall10, double Mrr)
{
    public static RankedTruth Create(IReadOnlyList<string> ranked, IReadOnlyCollection<string> truth)
    {
        var first = ranked
            .Index()
            .Where(file => truth.Contains(file.Item))
            .Select(file => file.Index + 1)
            .FirstOrDefault();
        return new(All(1), All(5), All(10), (double)Found(10) / truth.Count, first == 0 ? 0 : 1.0 / first);

        int Found(int count) => ranked.Take(count).Count(truth.Contains);
        double All(int count) => Found(count) == truth.Count ? 1 : 0;
    }

    public static RankedTruth Mean(IReadOnlyCollection<RankedTruth> all) =>
        new(
            all.Average(one => one.Acc1),
            all.Average(one => one.Acc5),
            all.Average(one => one.Acc10),
            all.Average(one => one.Recall10),
            all.Average(one => one.Mrr)
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Acc@1 {Acc1:0.00}, @5 {Acc5:0.00}, @10 {Acc10:0.00}, recall@10 {Recall10:0.00}, MRR {Mrr:0.00}"
        );
}
