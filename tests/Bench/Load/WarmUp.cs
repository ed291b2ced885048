using System.Diagnostics;
using System.Globalization;

namespace YudaiV3.Bench.Load;

/// <summary>
/// Runs a load until the JIT compiler has compiled and optimized the code that the load uses. On a small machine that
/// takes up to half a minute. The processor time of the compiler threads (<c>/proc</c>) shows when it is done.
/// </summary>
internal static class WarmUp
{
    private const double MaxCompilerShare = 0.04; // of one processor
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3),
        MaxDuration = TimeSpan.FromSeconds(24);

    /// <param name="load">Runs the load for the given time.</param>
    public static async Task Run(Stage stage, Func<TimeSpan, Task> load)
    {
        var start = Stopwatch.GetTimestamp();
        var share = 1.0;
        while (share > MaxCompilerShare && Stopwatch.GetElapsedTime(start) < MaxDuration)
        {
            var (before, intervalStart) = (CompilerTimes(stage), Stopwatch.GetTimestamp());
            await load(Interval);
            var spent = CompilerTimes(stage).Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));
            share = spent / Stopwatch.GetElapsedTime(intervalStart).TotalSeconds;
        }
    }

    /// <summary>The processor time of each compiler thread, in seconds.</summary>
    private static Dictionary<string, double> CompilerTimes(Stage stage) =>
        stage
            .Cluster.Apis.Select(api => api.Process.Id)
            .Concat(stage.Cluster.Silos.Select(silo => silo.Id))
            .SelectMany(process => Directory.EnumerateDirectories($"/proc/{process}/task"))
            .Select(thread => (thread, Time: Time(thread)))
            .Where(thread => thread.Time is not null)
            .ToDictionary(thread => thread.thread, thread => thread.Time!.Value);

    private static double? Time(string thread)
    {
        try
        {
            var text = File.ReadAllText($"{thread}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return text.Contains("(.NET Tiered Com)", StringComparison.Ordinal)
                ? fields[11..13].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / 100
                : null;
        }
        catch (IOException)
        {
            return null; // The thread has ended.
        }
    }
}
