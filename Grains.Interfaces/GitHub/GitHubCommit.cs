using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>A commit of a repository.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.commit")]
public sealed record GitHubCommit
{
    [Id(0)]
    public string Sha { get; init; } = "";

    [Id(1)]
    public string HtmlUrl { get; init; } = "";

    [Id(2)]
    public string Message { get; init; } = "";

    [Id(3)]
    public GitHubSignature Author { get; init; } = new();

    [Id(4)]
    public GitHubSignature Committer { get; init; } = new();

    [Id(5)]
    public ImmutableArray<GitHubCommitLink> Parents { get; init; } = [];
}

/// <summary>The author or committer of a commit, and the time, as stored in the commit.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.signature")]
public sealed record GitHubSignature
{
    [Id(0)]
    public string Name { get; init; } = "";

    [Id(1)]
    public string Email { get; init; } = "";

    [Id(2)]
    public DateTimeOffset Date { get; init; }
}

/// <summary>A reference to a commit.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.commit-link")]
public sealed record GitHubCommitLink
{
    [Id(0)]
    public string Sha { get; init; } = "";

    [Id(1)]
    public string Url { get; init; } = "";
}

/// <summary>A branch and its newest commit.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.branch")]
public sealed record GitHubBranch
{
    [Id(0)]
    public string Name { get; init; } = "";

    [Id(1)]
    public GitHubCommitLink Commit { get; init; } = new();

    [Id(2)]
    public bool Protected { get; init; }
}
