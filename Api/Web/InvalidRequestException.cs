namespace YudaiV3.Api.Web;

/// <summary>The request's body or query has wrong values (422).</summary>
internal sealed class InvalidRequestException(IDictionary<string, string[]> errors)
    : Exception("The request has wrong or missing values.")
{
    /// <summary>The errors by field.</summary>
    public IDictionary<string, string[]> Errors { get; } = errors;
}
