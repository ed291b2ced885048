using System.Globalization;

namespace YudaiV3.Api.Web;

/// <summary>
/// Reads the query's values; what is wrong with them is told together. Of a name given twice the last one counts.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public ValidationErrors Problems { get; } = new();

    public string? Text(string name, int longest)
    {
        var text = query[name] is { Count: > 0 } values ? values[^1] : null;
        Problems.Limit(name, text, longest);
        return text;
    }

    /// <summary>One of the values; null where the query has none, or an empty one.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> values)
    {
        if (query[name] is not { Count: > 0 } given || string.IsNullOrEmpty(given[^1]))
            return null;
        foreach (var value in values)
            if (value == given[^1])
                return value;
        Problems.Add(name, $"This must be one of {string.Join(", ", values)}.");
        return null;
    }

    public int Number(string name, int standard, int least, int most)
    {
        if (query[name] is not { Count: > 0 } values)
            return standard;
        if (
            int.TryParse(values[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        Problems.Add(name, $"This must be a whole number from {least} to {most}.");
        return standard;
    }

    /// <summary>A place in a session's log, or null where the query names none.</summary>
    public long? Position(string name)
    {
        if (query[name] is not { Count: > 0 } values)
            return null;
        if (long.TryParse(values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return position;
        Problems.Add(name, "This must be a whole number from 0.");
        return null;
    }

    public bool Flag(string name, bool standard = false)
    {
        switch (query[name] is { Count: > 0 } values ? values[^1]?.ToLowerInvariant() : null)
        {
            case null:
                return standard;
            case "true" or "1" or "yes" or "on":
                return true;
            case "false" or "0" or "no" or "off":
                return false;
            default:
                Problems.Add(name, "This must be true or false.");
                return standard;
        }
    }
}
