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

    /// <summary>Owner and name as GitHub writes them today.</summary>
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

    /// <summary>As GitHub counts: pull requests too.</summary>
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

/// <summary>The repositories that a search found, best first; GitHub counts more than it hands out.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.repository-search")]
public sealed record FoundRepositories
{
    [Id(0)]
    public int TotalCount { get; init; }

    /// <summary>GitHub ran out of time.</summary>
    [Id(1)]
    public bool IncompleteResults { get; init; }

    [Id(2)]
    public ImmutableArray<GitHubRepository> Items { get; init; } = [];
}

/// <summary>What to search repositories for, in GitHub's own words.</summary>
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
