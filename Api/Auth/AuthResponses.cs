using System.Text.Json.Serialization;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>A successful login.</summary>
internal sealed record SignInResponse(bool Success, string Message, UserProfile User, string AccessToken)
{
    public string TokenType { get; } = "bearer";

    /// <summary>The lifetime of the token in seconds.</summary>
    public long ExpiresIn { get; } = (long)JwtIssuer.Lifetime.TotalSeconds;
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

/// <summary>A new JWT.</summary>
internal sealed record RefreshResponse(string AccessToken)
{
    public bool Success { get; } = true;
    public string TokenType { get; } = "bearer";

    /// <summary>The lifetime of the token in seconds.</summary>
    public long ExpiresIn { get; } = (long)JwtIssuer.Lifetime.TotalSeconds;
}

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
