namespace YudaiV3.Bench.Scale;

/// <summary>
/// How busy somebody is: most a little, a few a thousand times as much, nobody without end (a Pareto distribution,
/// cut).
/// </summary>
internal static class Activity
{
    private const double Shape = 1.2,
        MaxSessions = 1_000;

    public static double Of(Random random) => Math.Min(Math.Pow(1 - random.NextDouble(), -1 / Shape), MaxSessions);
}
