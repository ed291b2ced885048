using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Auth;

/// <summary>An API token as it is stored: with the hash of its secret.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-api-token")]
internal sealed record StoredApiToken
{
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    [Id(2)]
    public string Hash { get; init; } = "";

    [Id(3)]
    public ImmutableArray<string> Scopes { get; init; } = [];

    [Id(4)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(5)]
    public DateTimeOffset ExpiresAt { get; init; }

    [Id(6)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The GitHub token of the login that made it, encrypted.</summary>
    [Id(7)]
    public string? ProtectedGitHubToken { get; init; }

    public static StoredApiToken From(NewApiToken token, string? protectedToken, DateTimeOffset now) =>
        new()
        {
            Id = token.Id,
            Name = token.Name,
            Hash = token.Hash,
            Scopes = token.Scopes,
            CreatedAt = now,
            ExpiresAt = token.ExpiresAt,
            ProtectedGitHubToken = protectedToken,
        };

    public bool HasHash(string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash));

    public ApiToken Describe() =>
        new()
        {
            Id = Id,
            Name = Name,
            Scopes = Scopes,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            LastUsedAt = LastUsedAt,
        };

    /// <summary>Does not contain the GitHub token.</summary>
    public override string ToString() => $"API token {Id}";
}
