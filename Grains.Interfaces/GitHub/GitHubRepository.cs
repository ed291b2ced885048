using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>A repository on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.repository")]
public sealed record GitHubRepository
{
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>Owner and name in their current spelling.</summary>
    [Id(2)]
    public string FullName { get; init; } = "";

    [Id(3)]
    public bool Private { get; init; }

    [Id(4)]
    public string HtmlUrl { get; init; } = "";

    [Id(5)]
    public string? Description { get; init; }

    [Id(6)]
    public string CloneUrl { get; init; } = "";

    [Id(7)]
    public string? Language { get; init; }

    [Id(8)]
    public int StargazersCount { get; init; }

    [Id(9)]
    public int ForksCount { get; init; }

    /// <summary>Includes pull requests, as on GitHub.</summary>
    [Id(10)]
    public int OpenIssuesCount { get; init; }

    [Id(11)]
    public string DefaultBranch { get; init; } = "";

    [Id(12)]
    public DateTimeOffset UpdatedAt { get; init; }

    [Id(13)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(14)]
    public DateTimeOffset? PushedAt { get; init; }

    [Id(15)]
    public ImmutableArray<string> Topics { get; init; } = [];

    [Id(16)]
    public GitHubLicense? License { get; init; }
}

/// <summary>The licence that GitHub found in a repository.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.license")]
public sealed record GitHubLicense
{
    [Id(0)]
    public string? Key { get; init; }

    [Id(1)]
    public string? Name { get; init; }

    [Id(2)]
    public string? SpdxId { get; init; }

    [Id(3)]
    public string? Url { get; init; }
}

/// <summary>The repositories that a search found, best first. GitHub returns fewer than it counts.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.repository-search")]
public sealed record FoundRepositories
{
    [Id(0)]
    public int TotalCount { get; init; }

    /// <summary>GitHub's search timed out.</summary>
    [Id(1)]
    public bool IncompleteResults { get; init; }

    [Id(2)]
    public ImmutableArray<GitHubRepository> Items { get; init; } = [];
}

/// <summary>A search for repositories, in GitHub's query syntax.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.repository-query")]
public sealed record RepositoryQuery
{
    [Id(0)]
    public string Text { get; init; } = "";

    [Id(1)]
    public string? Sort { get; init; }

    [Id(2)]
    public string? Order { get; init; }
}
