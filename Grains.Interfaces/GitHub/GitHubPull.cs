using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>A pull request on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.pull")]
public sealed record GitHubPull
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

    [Id(12)]
    public DateTimeOffset? MergedAt { get; init; }

    [Id(13)]
    public GitHubRef Head { get; init; } = new();

    [Id(14)]
    public GitHubRef Base { get; init; } = new();
}

/// <summary>One end of a pull request.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.ref")]
public sealed record GitHubRef
{
    /// <summary>The branch with its owner, as <c>octo:main</c>.</summary>
    [Id(0)]
    public string? Label { get; init; }

    [Id(1)]
    public string Ref { get; init; } = "";

    [Id(2)]
    public string Sha { get; init; } = "";
}
