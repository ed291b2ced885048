using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>An issue on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.issue")]
public sealed record GitHubIssue
{
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public int Number { get; init; }

    [Id(2)]
    public string HtmlUrl { get; init; } = "";

    [Id(3)]
    public string Title { get; init; } = "";

    [Id(4)]
    public string? Body { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    [Id(5)]
    public string State { get; init; } = "";

    [Id(6)]
    public GitHubUser User { get; init; } = new();

    [Id(7)]
    public ImmutableArray<GitHubLabel> Labels { get; init; } = [];

    [Id(8)]
    public ImmutableArray<GitHubUser> Assignees { get; init; } = [];

    [Id(9)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(10)]
    public DateTimeOffset UpdatedAt { get; init; }

    [Id(11)]
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A GitHub user, as issues and pull requests contain it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.user")]
public sealed record GitHubUser
{
    [Id(0)]
    public string Login { get; init; } = "";

    [Id(1)]
    public long Id { get; init; }

    [Id(2)]
    public string AvatarUrl { get; init; } = "";

    [Id(3)]
    public string HtmlUrl { get; init; } = "";
}

/// <summary>A label of a repository.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.label")]
public sealed record GitHubLabel
{
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public string Name { get; init; } = "";

    [Id(2)]
    public string Color { get; init; } = "";

    [Id(3)]
    public string? Description { get; init; }
}

/// <summary>An issue to create.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.new-issue")]
public sealed record NewGitHubIssue
{
    [Id(0)]
    public string Title { get; init; } = "";

    [Id(1)]
    public string? Body { get; init; }

    [Id(2)]
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Logins.</summary>
    [Id(3)]
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>The request is not sent to GitHub at or after this time; null for any time.</summary>
    [Id(4)]
    public DateTimeOffset? SendBefore { get; init; }
}
