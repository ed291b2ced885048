using System.Globalization;

namespace YudaiV3.Bench;

/// <summary>
/// A measured value, the floor that was measured in the same run, and the goal. A value without a goal is for
/// orientation.
/// </summary>
/// <param name="Judged">The value that the goal limits: the ratio, or the measured value without a floor.</param>
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
    /// <summary>A note below the table.</summary>
    public string? Note { get; init; }

    public double? Ratio => Floor is null ? null : Measured / Floor;

    /// <summary>A rate with a minimum relative to the floor.</summary>
    public static Figure Rate(string name, string unit, double measured, double floor, double min) =>
        new(name, unit, measured, floor, measured / floor, $"≥ {Text(min)}", measured / floor >= min);

    /// <summary>A cost with a maximum relative to the floor.</summary>
    public static Figure Cost(string name, string unit, double measured, double floor, double max) =>
        new(name, unit, measured, floor, measured / floor, $"≤ {Text(max)}", measured / floor <= max);

    /// <summary>A value with a maximum and without a floor.</summary>
    public static Figure Limit(string name, string unit, double measured, double max) =>
        new(name, unit, measured, null, measured, $"≤ {Text(max)} {unit}", measured <= max);

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
