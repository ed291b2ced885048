namespace YudaiV3.Api.Web;

/// <summary>The caller exceeded a rate limit (429).</summary>
internal sealed class TooManyRequestsException(TimeSpan retryAfter)
    : Exception("Too many requests. Try again a little later.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
