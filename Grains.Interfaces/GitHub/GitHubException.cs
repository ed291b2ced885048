namespace YudaiV3.GitHub;

/// <summary>
/// GitHub did not perform a request. The message is shown to the caller. It quotes GitHub's reason only if the caller
/// can correct the request.
/// </summary>
[GenerateSerializer, Alias("yudai.github.exception")]
public sealed class GitHubException(GitHubFailure failure, string message) : Exception(message)
{
    [Id(0)]
    public GitHubFailure Failure { get; private set; } = failure;

    /// <summary>When GitHub accepts requests again; null if it did not say so.</summary>
    [Id(1)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the limit applies to all requests of the caller (a secondary limit), not to one quota.
    /// </summary>
    [Id(2)]
    public bool Secondary { get; init; }

    public static GitHubException Reconnect() =>
        new(
            GitHubFailure.Unauthorized,
            "GitHub does not accept your login any more. Please reconnect GitHub: sign in with it again."
        );

    public static GitHubException Connect() =>
        new(GitHubFailure.Unauthorized, "This needs your GitHub account. Please connect GitHub: sign in with it.");
}

/// <summary>Why GitHub did not perform a request.</summary>
public enum GitHubFailure
{
    /// <summary>It does not accept the token or the code (HTTP 401).</summary>
    Unauthorized,

    /// <summary>The caller has sent too many requests (HTTP 429).</summary>
    RateLimited,

    /// <summary>It cannot be reached, fails, or sends an invalid response (HTTP 502).</summary>
    BadAnswer,

    /// <summary>It takes too long (HTTP 504).</summary>
    TimedOut,

    /// <summary>The caller may read the resource but not do this (HTTP 403).</summary>
    Forbidden,

    /// <summary>
    /// The request contradicts the resource's state, such as commits of an empty repository (HTTP 409).
    /// </summary>
    Conflict,

    /// <summary>The resource was deleted or is disabled, as issues can be (HTTP 410).</summary>
    Gone,

    /// <summary>It does not accept the values (HTTP 422).</summary>
    Invalid,
}
