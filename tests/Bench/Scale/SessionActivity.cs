namespace YudaiV3.Bench.Scale;

/// <summary>
/// The activity of a user or session, as a random variable with a truncated Pareto distribution: most are small, a few
/// are up to 1,000 times as large.
/// </summary>
internal static class SessionActivity
{
    private const double Shape = 1.2,
        MaxActivity = 1_000;

    public static double Sample(Random random) => Math.Min(Math.Pow(1 - random.NextDouble(), -1 / Shape), MaxActivity);
}
