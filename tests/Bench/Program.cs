namespace YudaiV3.Bench;

/// <summary>
/// Measures what it is asked for, prints a table and leaves the same as JSON. Ends with 0 when all was measured,
/// whether or not the goals are met.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [Floors.BareServer.Argument])
        {
            await Floors.BareServer.Serve();
            return 0;
        }
        if (args.Any(part => !Benchmarks.All.Any(benchmark => Asked(benchmark, part))))
        {
            await Console.Error.WriteLineAsync($"usage: ./bench.sh [{string.Join('|', Benchmarks.Parts)}]…");
            return 2;
        }
        var report = new Report(TimeProvider.System);
        foreach (
            var benchmark in Benchmarks.All.Where(benchmark =>
                args.Length == 0 || args.Any(part => Asked(benchmark, part))
            )
        )
            await Measure(benchmark, report);
        Console.WriteLine(report.ToMarkdown());
        Console.WriteLine($"\nwritten to {await report.Save()}");
        return report.Failures.IsEmpty ? 0 : 1;
    }

    /// <summary>A part, or one benchmark by the name of its type.</summary>
    private static bool Asked(IBenchmark benchmark, string part) =>
        part == benchmark.Part || part == benchmark.GetType().Name;

    private static async Task Measure(IBenchmark benchmark, Report report)
    {
        Progress.Say($"{benchmark.Part}: {benchmark.About}");
        try
        {
            await benchmark.Run(report);
        }
        catch (Exception fault)
        {
            report.Fail(benchmark, fault); // the other parts still have something to tell
        }
    }
}
