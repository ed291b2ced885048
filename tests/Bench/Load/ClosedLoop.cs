using System.Diagnostics;

namespace YudaiV3.Bench.Load;

/// <summary>A closed-loop load: each caller calls again as soon as it has a response.</summary>
internal static class ClosedLoop
{
    /// <summary>Calls for the given time, after a short warm-up that does not count.</summary>
    /// <param name="call">Makes the next call of a caller.</param>
    public static async Task<Rate> Run(int callers, TimeSpan duration, Func<int, ValueTask> call)
    {
        var warmUp = duration / 5;
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        var latencies = new List<double>();
                        while (clock.Elapsed is var start && start < warmUp + duration)
                        {
                            await call(caller);
                            if (start >= warmUp && clock.Elapsed is var end && end <= warmUp + duration)
                                latencies.Add((end - start).TotalMilliseconds);
                        }
                        return latencies;
                    })
                )
        );
        var all = results.SelectMany(latencies => latencies).ToArray();
        return new(all.Length / duration.TotalSeconds, Rounds.Median(all), Rounds.Percentile(all, 0.99));
    }
}

/// <summary>The rate of calls, and their latencies in milliseconds.</summary>
internal sealed record Rate(double PerSecond, double P50, double P99);
