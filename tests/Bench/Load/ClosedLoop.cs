using System.Diagnostics;

namespace YudaiV3.Bench.Load;

/// <summary>As many callers as there are, each of whom calls again as soon as it has an answer.</summary>
internal static class ClosedLoop
{
    /// <summary>Calls for the given time, after a short time that does not count.</summary>
    /// <param name="call">Makes the caller's next call.</param>
    public static async Task<Rate> Run(int callers, TimeSpan duration, Func<int, ValueTask> call)
    {
        var warm = duration / 5;
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        var took = new List<double>();
                        while (clock.Elapsed is var start && start < warm + duration)
                        {
                            await call(caller);
                            if (start >= warm && clock.Elapsed is var end && end <= warm + duration)
                                took.Add((end - start).TotalMilliseconds);
                        }
                        return took;
                    })
                )
        );
        var all = times.SelectMany(took => took).ToArray();
        return new(all.Length / duration.TotalSeconds, Rounds.Median(all), Rounds.Percentile(all, 0.99));
    }
}

/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record Rate(double PerSecond, double P50, double P99);
