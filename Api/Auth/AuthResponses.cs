using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>A login that worked.</summary>
internal sealed record SignInResponse(bool Success, string Message, UserProfile User, string AccessToken)
{
    public string TokenType { get; } = "bearer";

    /// <summary>Seconds.</summary>
    public long ExpiresIn { get; } = (long)JwtIssuer.Lifetime.TotalSeconds;
}

/// <summary>A login that did not work, in the form that clients of the callback rely on.</summary>
internal sealed record SignInRefusedResponse(string Message, string Error)
{
    public bool Success { get; }
}

/// <summary>A login that has ended.</summary>
internal sealed record SignOutResponse(string Message)
{
    public bool Success { get; } = true;
}

/// <summary>A new JWT.</summary>
internal sealed record RefreshResponse(string AccessToken)
{
    public bool Success { get; } = true;
    public string TokenType { get; } = "bearer";

    /// <summary>Seconds.</summary>
    public long ExpiresIn { get; } = (long)JwtIssuer.Lifetime.TotalSeconds;
}

/// <summary>Whether the caller is signed in; <see cref="User"/> only where they are.</summary>
internal sealed record SignInStatusResponse(
    bool Authenticated,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull
    )]
        UserProfile? User
);

/// <summary>How people can sign in here.</summary>
internal sealed record SignInConfigurationResponse(
    bool GithubOauthConfigured,
    bool ClientIdConfigured,
    bool ClientSecretConfigured,
    string? RedirectUri,
    string? GithubClientId,
    string? Error
);
