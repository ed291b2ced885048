using System.Collections.Immutable;

namespace YudaiV3.Auth;

/// <summary>A token that a user made for a program. It may do what its scopes allow.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.api-token")]
public sealed record ApiToken
{
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>Names of <see cref="ApiTokenScopes"/>.</summary>
    [Id(2)]
    public ImmutableArray<string> Scopes { get; init; } = [];

    [Id(3)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(4)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>As exact as <see cref="UserLogin.LastUsedAt"/>; null if it was never used.</summary>
    [Id(5)]
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>What an API token may do.</summary>
public static class ApiTokenScopes
{
    /// <summary>Reading, and the ingest of repositories.</summary>
    public const string Read = "read";

    /// <summary>Sessions and messages.</summary>
    public const string Chat = "chat";

    /// <summary>Issues that are not on GitHub.</summary>
    public const string DraftIssues = "issues:draft";

    /// <summary>Issues on GitHub.</summary>
    public const string FileIssues = "issues:file";

    public static readonly ImmutableArray<string> All = [Read, Chat, DraftIssues, FileIssues];
}

/// <summary>A token to be made. The secret itself stays with the caller.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.new-api-token")]
public sealed record NewApiToken
{
    /// <summary>Random, and never used before.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>1 to 100 characters.</summary>
    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    [Id(2)]
    public string Hash { get; init; } = "";

    [Id(3)]
    public ImmutableArray<string> Scopes { get; init; } = [];

    [Id(4)]
    public DateTimeOffset ExpiresAt { get; init; }
}
