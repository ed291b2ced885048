using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>The result of a request to create an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.issue-creation")]
internal sealed record IssueCreation
{
    [Id(0)]
    public CreationOutcome Outcome { get; init; }

    /// <summary>
    /// The created issue. GitHub silently ignores labels and assignees that the caller may not set: they are missing
    /// here.
    /// </summary>
    [Id(1)]
    public GitHubIssue? Issue { get; init; }

    /// <summary>Why it was not created. The caller may see it.</summary>
    [Id(2)]
    public Exception? Failure { get; init; }

    /// <summary>
    /// The fields that GitHub refused: <c>labels</c>, <c>assignees</c>. Without them it may accept the issue.
    /// </summary>
    [Id(3)]
    public ImmutableArray<string> RefusedFields { get; init; } = [];

    /// <summary>For an unknown outcome: whether GitHub may still create the issue.</summary>
    [Id(4)]
    public bool MayStillRun { get; init; }

    /// <summary>Whether the same request may succeed later without a change.</summary>
    public bool CanBeRetried =>
        Failure is UnavailableException or GitHubException { Failure: GitHubFailure.RateLimited };

    /// <summary>The issue; throws <see cref="Failure"/> if it was not created.</summary>
    public GitHubIssue ToIssue() => Issue ?? throw Failure!;
}

/// <summary>The outcome of a request to create an issue.</summary>
internal enum CreationOutcome
{
    Created,

    /// <summary>GitHub refused the request and would refuse it again.</summary>
    Refused,

    /// <summary>GitHub did not process the request. It may be sent again.</summary>
    NotCreated,

    /// <summary>The request was sent, and the response was lost or invalid. The issue may exist.</summary>
    Unknown,
}
