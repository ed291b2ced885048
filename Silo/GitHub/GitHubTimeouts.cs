namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Timeouts of calls to GitHub. A sign-in makes two calls and maybe a short third. All of them must end within the 30 s
/// of a grain call.
/// </summary>
internal sealed record GitHubTimeouts
{
    /// <summary>Limits one attempt.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Limits all attempts of a call.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay before the second attempt. It is doubled before the third.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);
}
