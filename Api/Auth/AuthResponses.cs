using System.Text.Json.Serialization;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>A successful login.</summary>
/// <param name="ExpiresIn">The lifetime of the token in seconds.</param>
internal sealed record SignInResponse(string Message, UserProfile User, string AccessToken, long ExpiresIn)
{
    public bool Success { get; } = true;
    public string TokenType { get; } = "bearer";
}

/// <summary>A failed login, in the shape that clients of the callback rely on.</summary>
internal sealed record SignInRefusedResponse(string Message, string Error)
{
    public bool Success { get; }
}

/// <summary>A logout.</summary>
internal sealed record SignOutResponse(string Message)
{
    public bool Success { get; } = true;
}

/// <summary>A logout from all devices.</summary>
internal sealed record SignOutEverywhereResponse(int LoginsEnded)
{
    public bool Success { get; } = true;
}

/// <summary>A new JWT.</summary>
/// <param name="ExpiresIn">The lifetime of the token in seconds.</param>
internal sealed record RefreshResponse(string AccessToken, long ExpiresIn)
{
    public bool Success { get; } = true;
    public string TokenType { get; } = "bearer";
}

/// <summary>The logins of the caller, the newest first.</summary>
internal sealed record LoginsResponse(LoginResponse[] Logins);

/// <summary>A login. <see cref="Current"/> is that of the request.</summary>
internal sealed record LoginResponse(
    string Id,
    DateTimeOffset StartedAt,
    DateTimeOffset LastUsedAt,
    bool Current,
    string? UserAgent
);

/// <summary>Whether the caller is signed in. <see cref="User"/> is left out when they are not.</summary>
internal sealed record SignInStatusResponse(
    bool Authenticated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UserProfile? User
);

/// <summary>Which ways to sign in this server has.</summary>
internal sealed record SignInConfigurationResponse(
    bool GithubOauthConfigured,
    bool ClientIdConfigured,
    bool ClientSecretConfigured,
    string? RedirectUri,
    string? GithubClientId,
    string? Error
);
