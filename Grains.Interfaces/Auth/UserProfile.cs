namespace YudaiV3.Auth;

/// <summary>A user's profile; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.profile")]
public sealed record UserProfile
{
    /// <summary>GitHub's numeric id; 2^52 or more for users who signed in without GitHub.</summary>
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public string GithubUsername { get; init; } = "";

    [Id(2)]
    public string GithubUserId { get; init; } = "";

    [Id(3)]
    public string? Email { get; init; }

    [Id(4)]
    public string? DisplayName { get; init; }

    [Id(5)]
    public string? AvatarUrl { get; init; }

    [Id(6)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(7)]
    public DateTimeOffset? LastLogin { get; init; }
}
