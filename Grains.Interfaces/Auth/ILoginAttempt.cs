using YudaiV3.GitHub;

namespace YudaiV3.Auth;

/// <summary>
/// One attempt to sign in through GitHub. Its steps may arrive at different nodes. Key: <c>login/{hash of the
/// state}</c>, built only by <see cref="LoginAttemptKey"/>.
/// </summary>
[Alias("yudai.auth.login-attempt")]
public interface ILoginAttempt : IGrainWithStringKey
{
    /// <summary>
    /// Begins the attempt, which expires after 10 minutes. Returns the PKCE challenge (S256) for GitHub.
    /// </summary>
    [Alias("begin")]
    Task<string> Begin(NewLogin login);

    /// <summary>Redeems GitHub's code. The attempt cannot be used again, whatever the outcome.</summary>
    /// <exception cref="InvalidException">The attempt does not exist, has ended, or began in another browser. In the
    /// last case that browser can still finish it.</exception>
    /// <exception cref="GitHubException">GitHub does not accept the code, or fails.</exception>
    [Alias("finish")]
    Task<UserProfile> Finish(LoginCode code);

    /// <summary>As the other, for an Api node whose JWTs have no login.</summary>
    [Alias("with-token")]
    Task<UserProfile> WithToken(string githubToken);

    /// <summary>Signs in with a token of the user, without <see cref="Begin"/>.</summary>
    /// <exception cref="GitHubException">GitHub does not accept the token, or issued it to another app, or
    /// fails.</exception>
    [Alias("with-token-and-login")]
    Task<UserProfile> WithToken(string githubToken, NewUserLogin login);
}

/// <summary>The start of a login.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.new-login")]
public sealed record NewLogin
{
    /// <summary>The address to which GitHub redirects the browser.</summary>
    [Id(0)]
    public string RedirectUri { get; init; } = "";

    /// <summary>The correlation value of the browser in which the login begins.</summary>
    [Id(1)]
    public string Browser { get; init; } = "";
}

/// <summary>What GitHub sent to the redirect address.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.login-code")]
public sealed record LoginCode
{
    [Id(0)]
    public string Code { get; init; } = "";

    /// <summary>
    /// The correlation value of the browser that sends the code; empty if it has none. Null for a client without
    /// cookies, for which it is not checked.
    /// </summary>
    [Id(1)]
    public string? Browser { get; init; }

    /// <summary>The login that begins; null from an Api node whose JWTs have no login.</summary>
    [Id(2)]
    public NewUserLogin? Login { get; init; }

    /// <summary>Does not contain the code, because it is a credential.</summary>
    public override string ToString() => nameof(LoginCode);
}
