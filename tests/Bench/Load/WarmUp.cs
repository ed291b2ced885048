using System.Diagnostics;
using System.Globalization;

namespace YudaiV3.Bench.Load;

/// <summary>
/// Keeps a load up until .NET has compiled what the load uses, and again what it found hot: on a small machine that
/// takes up to half a minute.
/// It is seen from what the silos' and Api nodes' compiling threads spend (<c>/proc</c>).
/// </summary>
internal static class WarmUp
{
    private const double Compiled = 0.04; // of one processor
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3),
        MaxDuration = TimeSpan.FromSeconds(24);

    /// <param name="load">Runs for so long.</param>
    public static async Task Run(Stage stage, Func<TimeSpan, Task> load)
    {
        var start = Stopwatch.GetTimestamp();
        for (var share = 1.0; share > Compiled && Stopwatch.GetElapsedTime(start) < MaxDuration; )
        {
            var (before, began) = (Compiling(stage), Stopwatch.GetTimestamp());
            await load(Look);
            var spent = Compiling(stage).Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));
            share = spent / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    /// <summary>Seconds of processor time by thread.</summary>
    private static Dictionary<string, double> Compiling(Stage stage) =>
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
            return null; // It has just ended.
        }
    }
}
