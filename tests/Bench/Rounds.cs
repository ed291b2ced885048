namespace YudaiV3.Bench;

/// <summary>
/// Repeats measurements in turn, so that other load of the machine affects all of them equally, and takes medians.
/// </summary>
internal static class Rounds
{
    /// <summary>Returns the median of each measurement. Every second round runs in reverse order.</summary>
    public static async Task<double[]> Medians(int rounds, params Func<Task<double>>[] measurements)
    {
        var results = measurements.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var step = 0; step < measurements.Length; step++)
            {
                var index = round % 2 == 0 ? step : measurements.Length - 1 - step;
                results[index].Add(await measurements[index]());
            }
        }
        return [.. results.Select(Median)];
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <param name="share">0.99 for p99.</param>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? double.NaN
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
