using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>What came of creating an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.github.issue-creation")]
internal sealed record IssueCreation
{
    [Id(0)]
    public CreationOutcome Outcome { get; init; }

    /// <summary>
    /// Where it was created. GitHub leaves out labels and assignees that the caller may not set without saying so: they
    /// are missing here.
    /// </summary>
    [Id(1)]
    public GitHubIssue? Issue { get; init; }

    /// <summary>Why not, for the caller to see.</summary>
    [Id(2)]
    public Exception? Failure { get; init; }

    /// <summary>
    /// The fields that GitHub named in its refusal: <c>labels</c>, <c>assignees</c>. Without them it may be accepted.
    /// </summary>
    [Id(3)]
    public ImmutableArray<string> RefusedFields { get; init; } = [];

    /// <summary>Of an unknown one: GitHub may still be working on it.</summary>
    [Id(4)]
    public bool MayStillRun { get; init; }

    /// <summary>Whether the same request may succeed later without a change.</summary>
    public bool CanBeRetried =>
        Failure is UnavailableException or GitHubException { Failure: GitHubFailure.RateLimited };

    /// <summary>The issue; throws <see cref="Failure"/> if it was not created.</summary>
    public GitHubIssue ToIssue() => Issue ?? throw Failure!;
}

/// <summary>What is known of an issue that was to be created.</summary>
internal enum CreationOutcome
{
    Created,

    /// <summary>GitHub said no; the same request will be refused again.</summary>
    Refused,

    /// <summary>It never arrived, or came at a bad time: it may be sent again.</summary>
    NotCreated,

    /// <summary>It was sent and the answer was lost or is no answer: it may be there.</summary>
    Unknown,
}
