namespace YudaiV3.Api.Web;

/// <summary>Collects what is wrong with a request, by field.</summary>
internal sealed class ValidationErrors
{
    private readonly Dictionary<string, List<string>> _found = [];

    public void Add(string field, string text)
    {
        if (!_found.TryGetValue(field, out var texts))
            _found[field] = texts = [];
        texts.Add(text);
    }

    /// <summary>
    /// A text that must be there, not blank, and of at most so many characters (Unicode code points).
    /// </summary>
    public void Require(string field, string? text, int longest)
    {
        if (text is null)
            Add(field, "This field is required.");
        else if (string.IsNullOrWhiteSpace(text))
            Add(field, "This field must not be blank.");
        else
            Limit(field, text, longest);
    }

    /// <summary>A text that may be missing.</summary>
    public void Limit(string field, string? text, int longest)
    {
        if (text is not null && text.Length > longest && Characters(text) > longest)
            Add(field, $"This field may have at most {longest:N0} characters.");
    }

    public void Range(string field, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            Add(field, FormattableString.Invariant($"This must be a number from {least} to {most}."));
    }

    /// <exception cref="InvalidRequestException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new InvalidRequestException(_found.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
