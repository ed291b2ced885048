using System.Diagnostics;
using System.Text;
using Microsoft.ML.Tokenizers;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Bench.Ingest;

/// <summary>Scanning and resolving on one core, and counting tokens on all, without anything around them.</summary>
internal sealed class SourceRates : IBenchmark
{
    private const int WarmUps = 30,
        Repeats = 21,
        Passes = 5;

    public string Part => "ingest";
    public string About => "scanning, resolving and counting tokens";

    public async Task Run(Report report)
    {
        var tree = SourceTree.Wanted();
        var folder = Directory.CreateTempSubdirectory("yudai-bench-");
        try
        {
            tree.WriteTo(folder.FullName);
            var sources = new SourceFolder(folder.FullName, tree);
            await Scanning(report, tree, sources, await DependencyCruiser.Time(folder.FullName));
            await Counting(report, sources);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Scanning(Report report, SourceTree tree, SourceFolder sources, TimeSpan? cruiser)
    {
        for (var n = 0; n < WarmUps; n++)
            sources.ReadScanAndResolve();
        var medians = await Rounds.Medians(
            Repeats,
            () => Processor(() => sources.Read()),
            () => Processor(sources.ReadScanAndResolve),
            () => Processor(sources.ScanAndResolve)
        );
        var (read, whole, own) = (medians[0], medians[1], medians[2]);
        report.Add(
            Figure.Cost(
                $"reading, scanning and resolving {sources.Count:N0} sources ({tree.Name}), one core",
                "ms",
                whole * 1e3,
                read * 1e3,
                3
            ) with
            {
                Note =
                    $"of that scanning and resolving {own * 1e3:0.0} ms: {sources.Count / own:N0} files/s, "
                    + $"{sources.Bytes / own / 1e6:N0} MB/s; the floor reads the same {sources.Bytes / 1e6:0.0} "
                    + "MB from the page cache and looks at every byte",
            }
        );
        if (cruiser is { } foreign)
            report.Add(
                Figure.Rate(
                    "the same beside dependency-cruiser, warm, in its own process",
                    "files/s",
                    sources.Count / whole,
                    sources.Count / foreign.TotalSeconds,
                    50
                )
            );
        else
            Progress.Say("  dependency-cruiser is not measured: node or npm is not there, or cannot install it");
    }

    private static async Task Counting(Report report, SourceFolder sources)
    {
        var library = TiktokenTokenizer.CreateForEncoding("o200k_base");
        var texts = sources.Texts;
        var medians = await Rounds.Medians(
            Passes,
            () => Time(() => texts.AsParallel().Sum(text => TokenCounter.Count(text))),
            () => Time(() => texts.AsParallel().Sum(text => library.CountTokens(text)))
        );
        report.Add(
            Figure.Rate(
                "counting tokens, all cores",
                "MB/s",
                sources.Bytes / medians[0] / 1e6,
                sources.Bytes / medians[1] / 1e6,
                0.9
            ) with
            {
                Note =
                    $"{sources.Count / medians[0]:N0} files/s; the floor is one pass of the tokenizer library "
                    + "over the same texts",
            }
        );
    }

    /// <summary>Processor time, which on one core is what it takes on a machine that does nothing else.</summary>
    private static Task<double> Processor(Action action)
    {
        var begun = Environment.CpuUsage.TotalTime;
        action();
        return Task.FromResult((Environment.CpuUsage.TotalTime - begun).TotalSeconds);
    }

    private static Task<double> Time(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Task.FromResult(Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }
}
