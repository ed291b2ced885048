namespace YudaiV3.Api.Web;

/// <summary>The request's body or query has wrong values (422): what is wrong, by field.</summary>
internal sealed class InvalidRequestException(IDictionary<string, string[]> errors)
    : Exception("The request has wrong or missing values.")
{
    public IDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>The request's body is no JSON (400), too large (413) or not of a kind that is read here (415).</summary>
internal sealed class UnreadableBodyException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>The caller did too much in too short a time (429).</summary>
internal sealed class TooManyRequestsException(TimeSpan retryAfter)
    : Exception("Too many requests. Try again a little later.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The bearer token is fine, but the user that it names is not there (401).</summary>
internal sealed class UnknownUserException() : Exception("This login is not known here any more. Sign in again.");

/// <summary>It cannot be done now, or not as this server is set up (503). The message is shown to the caller.</summary>
internal sealed class NotReadyException(string message) : Exception(message);

/// <summary>Who should have answered took too long (504). The message is shown to the caller.</summary>
internal sealed class TooSlowException(string message) : Exception(message);
