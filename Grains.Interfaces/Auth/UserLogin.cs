namespace YudaiV3.Auth;

/// <summary>One sign-in of a user and all JWTs that were refreshed from it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.user-login")]
public sealed record UserLogin
{
    /// <summary>How long a login lasts at most, however often its JWT is refreshed.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>To the minute or so while it is in use; after a restart, to 10 minutes.</summary>
    [Id(2)]
    public DateTimeOffset LastUsedAt { get; init; }

    [Id(3)]
    public string? UserAgent { get; init; }

    public DateTimeOffset EndsAt => StartedAt + MaxLifetime;
}

/// <summary>The start of a login.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.new-user-login")]
public sealed record NewUserLogin
{
    /// <summary>How much of a user agent is kept, in characters.</summary>
    public const int MaxUserAgentLength = 256;

    /// <summary>Random, and never used before.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string? UserAgent { get; init; }

    /// <summary>The GitHub token, encrypted for this user; null for a login without GitHub.</summary>
    [Id(2)]
    public string? ProtectedGitHubToken { get; init; }

    /// <summary>Creates a login with a random id.</summary>
    public static NewUserLogin Create(string? userAgent) =>
        new()
        {
            Id = Guid.NewGuid().ToString("N"),
            UserAgent = userAgent is { Length: > MaxUserAgentLength } ? userAgent[..MaxUserAgentLength] : userAgent,
        };

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => $"login {Id}";
}

/// <summary>The login that a JWT belongs to.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.login-reference")]
public sealed record LoginReference
{
    /// <summary>The JWT's <c>sid</c>, or its <c>jti</c> if it is from before logins had ids.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>When a JWT without <c>sid</c> was issued; null for a JWT with one.</summary>
    [Id(1)]
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Whether it was used since the node's last call.</summary>
    [Id(2)]
    public bool WasUsed { get; init; }
}
