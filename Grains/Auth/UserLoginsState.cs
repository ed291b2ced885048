using System.Collections.Immutable;

namespace YudaiV3.Auth;

/// <summary>The logins and API tokens of a user that have not ended. Its methods are pure decisions.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-logins")]
internal sealed record UserLoginsState
{
    public const int MaxLogins = 100,
        MaxApiTokens = 50;

    /// <summary>How exactly the last use is stored.</summary>
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    /// <summary>In the order of their starts.</summary>
    [Id(0)]
    public ImmutableArray<StoredLogin> Logins { get; init; } = [];

    /// <summary>In the order in which they were made.</summary>
    [Id(1)]
    public ImmutableArray<StoredApiToken> ApiTokens { get; init; } = [];

    public StoredLogin? Find(string loginId, DateTimeOffset now) =>
        Logins.FirstOrDefault(login => login.Id == loginId && now < login.EndsAt);

    public StoredApiToken? FindApiToken(string id, DateTimeOffset now) =>
        ApiTokens.FirstOrDefault(token => token.Id == id && now < token.ExpiresAt);

    /// <summary>Whether the id is that of a login or an API token that has not ended.</summary>
    public bool IsAlive(string id, DateTimeOffset now) =>
        Find(id, now) is not null || FindApiToken(id, now) is not null;

    public string? ProtectedGitHubToken(string id, DateTimeOffset now) =>
        Find(id, now) is { } login ? login.ProtectedGitHubToken : FindApiToken(id, now)?.ProtectedGitHubToken;

    /// <summary>The stored GitHub tokens, each once.</summary>
    public ImmutableArray<string> ProtectedGitHubTokens =>
        [
            .. Logins
                .Select(login => login.ProtectedGitHubToken)
                .Concat(ApiTokens.Select(token => token.ProtectedGitHubToken))
                .OfType<string>()
                .Distinct(),
        ];

    /// <summary>The same logins and API tokens without GitHub.</summary>
    public UserLoginsState ForgetGitHubTokens() =>
        this with
        {
            Logins = [.. Logins.Select(login => login with { ProtectedGitHubToken = null })],
            ApiTokens = [.. ApiTokens.Select(token => token with { ProtectedGitHubToken = null })],
        };

    /// <summary>Adds an API token, once. Expired ones are removed.</summary>
    /// <exception cref="ConflictException">There are as many as there may be.</exception>
    public UserLoginsState Create(StoredApiToken token, DateTimeOffset now)
    {
        if (FindApiToken(token.Id, now) is not null)
            return this;
        var tokens = ApiTokens.RemoveAll(other => now >= other.ExpiresAt);
        return tokens.Length < MaxApiTokens
            ? this with
            {
                ApiTokens = tokens.Add(token),
            }
            : throw new ConflictException($"A user has at most {MaxApiTokens} API tokens. Delete one first.");
    }

    /// <summary>Ends a login or an API token.</summary>
    public UserLoginsState EndAny(string id) =>
        ApiTokens.RemoveAll(token => token.Id == id) is var left && left.Length < ApiTokens.Length
            ? this with
            {
                ApiTokens = left,
            }
            : End(id);

    /// <summary>Adds the login, unless it is there already. Logins that are over or too many are removed.</summary>
    public UserLoginsState Begin(StoredLogin login, DateTimeOffset now)
    {
        if (Find(login.Id, now) is not null)
            return this;
        var logins = Logins.RemoveAll(other => now >= other.EndsAt || other.Id == login.Id);
        while (logins.Length >= MaxLogins)
            logins = logins.Remove(logins.MinBy(other => other.LastUsedAt)!);
        return this with { Logins = logins.Add(login) };
    }

    public UserLoginsState End(string loginId) =>
        Logins.RemoveAll(login => login.Id == loginId) is var left && left.Length < Logins.Length
            ? this with
            {
                Logins = left,
            }
            : this;

    /// <summary>Records the use of logins whose recorded use is old; the same instance if none is.</summary>
    public UserLoginsState Use(ImmutableArray<string> loginIds, DateTimeOffset now)
    {
        var logins = Logins;
        for (var index = 0; index < logins.Length; index++)
            if (now - logins[index].LastUsedAt >= UsePrecision && loginIds.Contains(logins[index].Id))
                logins = logins.SetItem(index, logins[index] with { LastUsedAt = now });
        var tokens = ApiTokens;
        for (var index = 0; index < tokens.Length; index++)
            if (
                loginIds.Contains(tokens[index].Id)
                && (tokens[index].LastUsedAt is not { } lastUse || now - lastUse >= UsePrecision)
            )
                tokens = tokens.SetItem(index, tokens[index] with { LastUsedAt = now });
        return logins == Logins && tokens == ApiTokens ? this : this with { Logins = logins, ApiTokens = tokens };
    }
}

/// <summary>A login and its GitHub token.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-login")]
internal sealed record StoredLogin
{
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public DateTimeOffset StartedAt { get; init; }

    [Id(2)]
    public DateTimeOffset LastUsedAt { get; init; }

    [Id(3)]
    public string? UserAgent { get; init; }

    /// <summary>The GitHub token that it was made with, encrypted.</summary>
    [Id(4)]
    public string? ProtectedGitHubToken { get; init; }

    public DateTimeOffset EndsAt => StartedAt + UserLogin.MaxLifetime;

    public UserLogin Describe() =>
        new()
        {
            Id = Id,
            StartedAt = StartedAt,
            LastUsedAt = LastUsedAt,
            UserAgent = UserAgent,
        };

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => $"login {Id}";
}
