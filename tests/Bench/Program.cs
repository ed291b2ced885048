namespace YudaiV3.Bench;

/// <summary>
/// Runs the selected benchmarks, prints a table and writes the same as JSON. The exit code is 0 if all benchmarks ran,
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
        if (args.Any(part => !Benchmarks.All.Any(benchmark => IsSelected(benchmark, part))))
        {
            await Console.Error.WriteLineAsync($"usage: ./bench.sh [{string.Join('|', Benchmarks.Parts)}]…");
            return 2;
        }
        var report = new Report(TimeProvider.System);
        foreach (
            var benchmark in Benchmarks.All.Where(benchmark =>
                args.Length == 0 || args.Any(part => IsSelected(benchmark, part))
            )
        )
            await Measure(benchmark, report);
        Console.WriteLine(report.ToMarkdown());
        Console.WriteLine($"\nwritten to {await report.Save()}");
        return report.Failures.IsEmpty ? 0 : 1;
    }

    /// <summary>Whether the argument names the part or the type of the benchmark.</summary>
    private static bool IsSelected(IBenchmark benchmark, string part) =>
        part == benchmark.Part || part == benchmark.GetType().Name;

    private static async Task Measure(IBenchmark benchmark, Report report)
    {
        Progress.Say($"{benchmark.Part}: {benchmark.About}");
        try
        {
            await benchmark.Run(report);
        }
        catch (Exception exception)
        {
            report.Fail(benchmark, exception); // The other benchmarks still run.
        }
    }
}
