using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>What is kept of an issue. Its methods decide what happens to it, and touch nothing else.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issue")]
internal sealed record UserIssueState
{
    [Id(0)]
    public UserIssue? Issue { get; init; }

    /// <summary>Where the catalogue has it.</summary>
    [Id(1)]
    public long Place { get; init; }

    [Id(2)]
    public ImmutableArray<string> Labels { get; init; } = [];

    [Id(3)]
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>What GitHub did not take, as it is told to the user.</summary>
    [Id(4)]
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>When it was sent last: nothing of it is on GitHub from before.</summary>
    [Id(5)]
    public DateTimeOffset? FilingSince { get; init; }

    /// <summary>A request to create it may have been sent, and what came of it is not known.</summary>
    [Id(6)]
    public bool MayBeThere { get; init; }

    /// <summary>The user wants it on GitHub, and has not been told that it cannot be.</summary>
    [Id(7)]
    public bool Wanted { get; init; }

    /// <summary>The request that moved it last.</summary>
    [Id(8)]
    public string? MovedBy { get; init; }

    /// <summary>Something is left to do that nobody may be waiting for.</summary>
    public bool IsUnfinished => Wanted || MayBeThere;

    /// <summary>What is written before it is sent. What was sent earlier is known not to be there.</summary>
    public UserIssueState Send(DateTimeOffset now) => this with { FilingSince = now, MayBeThere = true, Wanted = true };

    /// <summary>It is not there.</summary>
    /// <param name="wanted">Whether it is to be sent again by itself.</param>
    public UserIssueState NotSent(bool wanted) => this with { MayBeThere = false, Wanted = wanted };

    public UserIssueState Move(StatusChange change, DateTimeOffset now)
    {
        var issue = Issue ?? throw UserIssueKey.NotThere();
        if (change.RequestId.Length > 0 && change.RequestId == MovedBy)
            return this;
        if (!Follows(issue.Status, change.Status))
            throw new ConflictException($"An issue cannot go from {Name(issue.Status)} to {Name(change.Status)}.");
        return this with
        {
            MovedBy = change.RequestId,
            Issue = issue with
            {
                Status = change.Status,
                AgentResponse = change.AgentResponse ?? issue.AgentResponse,
                ProcessingTime = change.ProcessingTime ?? issue.ProcessingTime,
                TokensUsed = change.TokensUsed ?? issue.TokensUsed,
                ProcessedAt = change.Status is IssueStatus.Completed or IssueStatus.Failed ? now : null,
                UpdatedAt = now,
            },
        };
    }

    /// <summary>GitHub has it: whatever its status was, it is completed.</summary>
    public UserIssueState Filed(GitHub.GitHubIssue filed, DateTimeOffset now) =>
        this with
        {
            MayBeThere = false,
            Wanted = false,
            Dropped =
            [
                .. Dropped
                    .Concat(Missing("label", Labels, filed.Labels.Select(label => label.Name)))
                    .Concat(Missing("assignee", Assignees, filed.Assignees.Select(user => user.Login)))
                    .Distinct(),
            ],
            Issue = Issue! with
            {
                GithubIssueNumber = filed.Number,
                GithubIssueUrl = filed.HtmlUrl,
                GithubIssueState = filed.State,
                GithubIssueTitle = filed.Title,
                Status = IssueStatus.Completed,
                ProcessedAt = now,
                UpdatedAt = now,
            },
        };

    /// <summary>
    /// Drops what GitHub named in its refusal; the same state where that leaves nothing to try again without.
    /// </summary>
    public UserIssueState Without(ImmutableArray<string> fields)
    {
        var (labels, assignees) = (
            fields.Contains("labels") ? Labels : [],
            fields.Contains("assignees") ? Assignees : []
        );
        return labels.IsEmpty && assignees.IsEmpty
            ? this
            : this with
            {
                Labels = Labels.RemoveRange(labels),
                Assignees = Assignees.RemoveRange(assignees),
                Dropped =
                [
                    .. Dropped,
                    .. labels.Select(label => $"label {label}"),
                    .. assignees.Select(login => $"assignee {login}"),
                ],
                MayBeThere = false,
            };
    }

    private static bool Follows(IssueStatus from, IssueStatus to) =>
        (from, to) switch
        {

            (IssueStatus.Pending, IssueStatus.Processing)
            or
            (IssueStatus.Processing, IssueStatus.Completed or IssueStatus.Failed)
            or (IssueStatus.Failed, IssueStatus.Pending) => true,
            _ => false,
        };

    private static IEnumerable<string> Missing(string kind, ImmutableArray<string> asked, IEnumerable<string> there) =>
        asked.Except(there, StringComparer.OrdinalIgnoreCase).Select(name => $"{kind} {name}");

    private static string Name(IssueStatus status) => status.ToString().ToLowerInvariant();
}
