using System.Globalization;

namespace YudaiV3.Api.Web;

/// <summary>
/// Reads the values of a query and collects all their errors. The last value of a repeated name counts.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public ValidationErrors Problems { get; } = new();

    public string? Text(string name, int maxLength)
    {
        var text = query[name] is { Count: > 0 } values ? values[^1] : null;
        Problems.Limit(name, text, maxLength);
        return text;
    }

    /// <summary>Returns one of the allowed values, or null when the query has no value.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> values)
    {
        if (query[name] is not { Count: > 0 } found || string.IsNullOrEmpty(found[^1]))
            return null;
        foreach (var value in values)
            if (value == found[^1])
                return value;
        Problems.Add(name, $"This must be one of {string.Join(", ", values)}.");
        return null;
    }

    public int Number(string name, int defaultValue, int min, int max)
    {
        if (query[name] is not { Count: > 0 } values)
            return defaultValue;
        if (
            int.TryParse(values[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
            return number;
        Problems.Add(name, $"This must be a whole number from {min} to {max}.");
        return defaultValue;
    }

    /// <summary>Reads a position in a session's event log, or null when the query has none.</summary>
    public long? Position(string name)
    {
        if (query[name] is not { Count: > 0 } values)
            return null;
        if (long.TryParse(values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return position;
        Problems.Add(name, "This must be a whole number from 0.");
        return null;
    }

    public bool Flag(string name, bool defaultValue = false)
    {
        switch (query[name] is { Count: > 0 } values ? values[^1]?.ToLowerInvariant() : null)
        {
            case null:
                return defaultValue;
            case "true" or "1" or "yes" or "on":
                return true;
            case "false" or "0" or "no" or "off":
                return false;
            default:
                Problems.Add(name, "This must be true or false.");
                return defaultValue;
        }
    }
}
