namespace YudaiV3.GitHub;

/// <summary>
/// GitHub did not do what was asked of it. The message is shown to the caller; only for what the caller can put right
/// does it quote GitHub's reason.
/// </summary>
[GenerateSerializer, Alias("yudai.github.exception")]
public sealed class GitHubException(GitHubFailure failure, string message) : Exception(message)
{
    [Id(0)]
    public GitHubFailure Failure { get; private set; } = failure;

    /// <summary>When GitHub will listen again; only where it said so.</summary>
    [Id(1)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the limit is one on all that the caller does, not on one kind of reading.</summary>
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

/// <summary>Why GitHub did not do it.</summary>
public enum GitHubFailure
{
    /// <summary>It does not accept the token or the code (HTTP 401).</summary>
    Unauthorized,

    /// <summary>Too much was asked of it in the caller's name (HTTP 429).</summary>
    RateLimited,

    /// <summary>It cannot be reached, fails, or answers what nobody can understand (HTTP 502).</summary>
    BadAnswer,

    /// <summary>It takes too long (HTTP 504).</summary>
    TimedOut,

    /// <summary>The caller may see it, but not do that (HTTP 403).</summary>
    Forbidden,

    /// <summary>It contradicts what is there, as commits of an empty repository do (HTTP 409).</summary>
    Conflict,

    /// <summary>It was there, or is switched off, as issues can be (HTTP 410).</summary>
    Gone,

    /// <summary>It does not accept the values (HTTP 422).</summary>
    Invalid,
}
