namespace YudaiV3.Api.Web;

/// <summary>Collects the errors of a request by field.</summary>
/// <remarks>
/// The framework's validation does not serve here: it answers 400 instead of 422 and knows no aliases of a field.
/// </remarks>
internal sealed class ValidationErrors
{
    private readonly Dictionary<string, List<string>> _errors = [];

    public void Add(string field, string text)
    {
        if (!_errors.TryGetValue(field, out var texts))
            _errors[field] = texts = [];
        texts.Add(text);
    }

    /// <summary>
    /// Checks a required text: present, not blank, and within a length in characters (Unicode code points).
    /// </summary>
    public void Require(string field, string? text, int maxLength)
    {
        if (text is null)
            Add(field, "This field is required.");
        else if (string.IsNullOrWhiteSpace(text))
            Add(field, "This field must not be blank.");
        else
            Limit(field, text, maxLength);
    }

    /// <summary>Checks the length of an optional text.</summary>
    public void Limit(string field, string? text, int maxLength)
    {
        if (text is not null && text.Length > maxLength && Characters(text) > maxLength)
            Add(field, $"This field may have at most {maxLength:N0} characters.");
    }

    public void Range(string field, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
            Add(field, FormattableString.Invariant($"This must be a number from {min} to {max}."));
    }

    /// <exception cref="InvalidRequestException">There is an error.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new InvalidRequestException(_errors.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
