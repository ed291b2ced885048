namespace YudaiV3.Reliability.Tests;

/// <summary>Every test has a short form for each run of the tests, and a long one for <c>./test.sh --soak</c>.</summary>
internal static class Length
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("YUDAI_SOAK") == "1";

    /// <summary>What fails a test. The long form has the machine to itself and holds the goal; the short one runs anywhere, beside anything, and tells a wait from one that does not end.</summary>
    public static TimeSpan Allowed(TimeSpan goal) => IsLong ? goal : 4 * goal;

    public static TimeSpan Seconds(double brief, double whole) => TimeSpan.FromSeconds(IsLong ? whole : brief);
}
