namespace YudaiV3.Reliability.Tests;

/// <summary>
/// Every test has a short form for each run of the tests, and a long one for <c>./test.sh --soak</c>.
/// </summary>
internal static class Length
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("YUDAI_SOAK") == "1";

    public static TimeSpan Seconds(double brief, double whole) => TimeSpan.FromSeconds(IsLong ? whole : brief);
}
