using YudaiV3.GitHub;

namespace YudaiV3.Auth;

/// <summary>
/// One attempt to sign in through GitHub, on whichever node each of its steps arrives. Key: <c>login/{hash of the
/// state}</c>, built only by <see cref="LoginAttemptKey"/>.
/// </summary>
[Alias("yudai.auth.login-attempt")]
public interface ILoginAttempt : IGrainWithStringKey
{
    /// <summary>Begins; within 10 minutes it must be finished. Answers the PKCE challenge (S256) for GitHub.</summary>
    [Alias("begin")]
    Task<string> Begin(NewLogin login);

    /// <summary>Ends with the code that GitHub gave; nobody can use the attempt again, whatever comes of it.</summary>
    /// <exception cref="InvalidException">There is no such attempt, not any more, or it was another browser's; that one
    /// can still finish it.</exception>
    /// <exception cref="GitHubException">GitHub does not accept the code, or is not there.</exception>
    [Alias("finish")]
    Task<UserProfile> Finish(LoginCode code);

    /// <summary>Signs in with a token that the user brings along; needs no beginning.</summary>
    /// <exception cref="GitHubException">GitHub does not accept the token, or is not there.</exception>
    [Alias("with-token")]
    Task<UserProfile> WithToken(string githubToken);
}

/// <summary>What is known when a login begins.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.new-login")]
public sealed record NewLogin
{
    /// <summary>Where GitHub sends the browser back to.</summary>
    [Id(0)]
    public string RedirectUri { get; init; } = "";

    /// <summary>A mark of the browser in which the login begins.</summary>
    [Id(1)]
    public string Browser { get; init; } = "";
}

/// <summary>What GitHub sent back.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.login-code")]
public sealed record LoginCode
{
    [Id(0)]
    public string Code { get; init; } = "";

    /// <summary>
    /// The mark of the browser that brings the code, empty where it has none; null for a client that keeps no marks,
    /// which is not asked.
    /// </summary>
    [Id(1)]
    public string? Browser { get; init; }

    /// <summary>Not the code: it is a credential.</summary>
    public override string ToString() => nameof(LoginCode);
}
