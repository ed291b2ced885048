namespace YudaiV3.Reliability.Tests;

/// <summary>
/// Selects between the short form of each test, for every run, and the long form, for <c>./test.sh --soak</c>.
/// </summary>
internal static class TestDuration
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("YUDAI_SOAK") == "1";

    public static TimeSpan Seconds(double shortForm, double longForm) =>
        TimeSpan.FromSeconds(IsLong ? longForm : shortForm);
}
