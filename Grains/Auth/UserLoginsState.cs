using System.Collections.Immutable;

namespace YudaiV3.Auth;

/// <summary>The logins of a user that have not ended. Its methods are pure decisions.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-logins")]
internal sealed record UserLoginsState
{
    public const int MaxLogins = 100;

    /// <summary>How exactly the last use is stored.</summary>
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    /// <summary>In the order of their starts.</summary>
    [Id(0)]
    public ImmutableArray<StoredLogin> Logins { get; init; } = [];

    public StoredLogin? Find(string loginId, DateTimeOffset now) =>
        Logins.FirstOrDefault(login => login.Id == loginId && now < login.EndsAt);

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
        return logins == Logins ? this : this with { Logins = logins };
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
