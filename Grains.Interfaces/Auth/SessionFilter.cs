using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>Which sessions to list. Owner and name are compared without regard to case; null matches any.</summary>
[GenerateSerializer, Immutable, Alias("yudai.auth.session-filter")]
public sealed record SessionFilter
{
    [Id(0)]
    public string? RepoOwner { get; init; }

    [Id(1)]
    public string? RepoName { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(2)]
    public int Limit { get; init; } = 50;

    /// <summary>Whether closed sessions match too.</summary>
    [Id(3)]
    public bool IncludeInactive { get; init; }

    public bool Matches(Session session) =>
        (IncludeInactive || session.IsActive)
        && (RepoOwner is null || string.Equals(RepoOwner, session.RepoOwner, StringComparison.OrdinalIgnoreCase))
        && (RepoName is null || string.Equals(RepoName, session.RepoName, StringComparison.OrdinalIgnoreCase));
}
