namespace YudaiV3.Silo.GitHub;

/// <summary>
/// How long GitHub is waited for. A sign-in makes two calls and perhaps a short third, and all of it must be done
/// before the caller's own call ends (30 s).
/// </summary>
internal sealed record GitHubTimeouts
{
    /// <summary>For one attempt.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For all attempts of a call.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second attempt; before the third it is twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(250);
}
