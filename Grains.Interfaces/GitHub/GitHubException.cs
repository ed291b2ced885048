namespace YudaiV3.GitHub;

/// <summary>GitHub did not do what was asked of it. The message is shown to the caller and says nothing that GitHub wrote.</summary>
[GenerateSerializer, Alias("yudai.github.exception")]
public sealed class GitHubException(GitHubFailure failure, string message) : Exception(message)
{
    [Id(0)] public GitHubFailure Failure { get; private set; } = failure;

    /// <summary>When GitHub will listen again; only where it said so.</summary>
    [Id(1)] public TimeSpan? RetryAfter { get; init; }
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
}
