using System.Globalization;

namespace YudaiV3.Bench;

/// <summary>
/// One measured figure, the floor that was measured in the same run, and the goal. Where there is no goal it is told
/// for orientation.
/// </summary>
/// <param name="Judged">What the goal speaks of: the ratio where there is a floor, else the measured value.</param>
internal sealed record Figure(
    string Name,
    string Unit,
    double Measured,
    double? Floor,
    double Judged,
    string Goal,
    bool? Met
)
{
    /// <summary>The note below the table, for what the numbers alone do not tell.</summary>
    public string? Note { get; init; }

    public double? Ratio => Floor is null ? null : Measured / Floor;

    /// <summary>A rate that should reach a part of the floor's.</summary>
    public static Figure Rate(string name, string unit, double measured, double floor, double atLeast) =>
        new(name, unit, measured, floor, measured / floor, $"≥ {Text(atLeast)}", measured / floor >= atLeast);

    /// <summary>A cost that should stay within a multiple of the floor's.</summary>
    public static Figure Cost(string name, string unit, double measured, double floor, double atMost) =>
        new(name, unit, measured, floor, measured / floor, $"≤ {Text(atMost)}", measured / floor <= atMost);

    /// <summary>A value that should stay below a limit, without a floor to compare with.</summary>
    public static Figure Limit(string name, string unit, double measured, double atMost) =>
        new(name, unit, measured, null, measured, $"≤ {Text(atMost)} {unit}", measured <= atMost);

    /// <summary>A value without a goal.</summary>
    public static Figure Plain(string name, string unit, double measured, double? floor = null) =>
        new(name, unit, measured, floor, measured, "", null);

    public static string Text(double value) =>
        Math.Abs(value) switch
        {
            >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
            >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
            _ => value.ToString("0.00", CultureInfo.InvariantCulture),
        };
}
