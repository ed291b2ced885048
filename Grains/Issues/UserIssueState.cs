using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>The stored state of an issue. Its methods are pure decisions.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issue")]
internal sealed record UserIssueState
{
    /// <summary>
    /// An unfinished filing is resumed without a request for this long. The user's login may be lost.
    /// </summary>
    private static readonly TimeSpan MaxUnattendedFiling = TimeSpan.FromDays(1);

    /// <summary>Versions without <see cref="SendBefore"/> let a request wait for this long.</summary>
    private static readonly TimeSpan MaxWaitOfEarlierVersions = TimeSpan.FromMinutes(15);

    /// <summary>How much the clocks of two silos may differ.</summary>
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(5);

    [Id(0)]
    public UserIssue? Issue { get; init; }

    /// <summary>The issue's place in the catalogue.</summary>
    [Id(1)]
    public long Place { get; init; }

    [Id(2)]
    public ImmutableArray<string> Labels { get; init; } = [];

    [Id(3)]
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>What GitHub did not accept, in words for the user.</summary>
    [Id(4)]
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>When it was sent last. No earlier request has created it.</summary>
    [Id(5)]
    public DateTimeOffset? FilingSince { get; init; }

    /// <summary>A request to create it may have been sent, and its outcome is unknown.</summary>
    [Id(6)]
    public bool MayBeThere { get; init; }

    /// <summary>The user wants it on GitHub and has not received a failure.</summary>
    [Id(7)]
    public bool Wanted { get; init; }

    /// <summary>The id of the last request that changed the status.</summary>
    [Id(8)]
    public string? MovedBy { get; init; }

    /// <summary>
    /// The login that filed it last, with whose GitHub token it is filed; null before logins had ids.
    /// </summary>
    [Id(9)]
    public string? FiledBy { get; init; }

    /// <summary>No request to create it is sent at or after this time. Whoever sends one stores this first.</summary>
    [Id(10)]
    public DateTimeOffset? SendBefore { get; init; }

    /// <summary>From this time on, no request that was sent can still create the issue.</summary>
    public DateTimeOffset SettledAt =>
        (SendBefore ?? (FilingSince ?? DateTimeOffset.MinValue) + MaxWaitOfEarlierVersions)
        + MaxClockDifference
        + IssueFiler.GitHubTimeout;

    /// <summary>Whether the filing must go on, with or without a waiting caller.</summary>
    public bool IsUnfinished => Wanted || MayBeThere;

    public bool ShouldResume(DateTimeOffset now) => IsUnfinished && now - FilingSince < MaxUnattendedFiling;

    /// <summary>The issue as requested, unless it exists already.</summary>
    public UserIssueState Create(
        NewIssue issue,
        long place,
        long userId,
        string issueId,
        long number,
        DateTimeOffset now
    ) =>
        Issue is not null
            ? this
            : new UserIssueState
            {
                Place = place,
                Labels = issue.Labels,
                Assignees = issue.Assignees,
                Issue = new UserIssue
                {
                    Id = number,
                    IssueId = issueId,
                    UserId = userId,
                    Title = issue.Title,
                    Description = issue.Description,
                    IssueTextRaw = issue.IssueTextRaw ?? issue.Description ?? issue.Title,
                    IssueSteps = issue.IssueSteps,
                    ConversationId = issue.ConversationId,
                    ContextCardId = issue.ContextCardId,
                    ContextCards = issue.ContextCards,
                    Ideas = issue.Ideas,
                    RepoOwner = issue.RepoOwner,
                    RepoName = issue.RepoName,
                    Priority = issue.Priority,
                    TokensUsed = issue.TokensUsed,
                    CreatedAt = now,
                },
            };

    /// <summary>The intent, stored before the request is sent. Earlier requests are known to have failed.</summary>
    public UserIssueState Send(DateTimeOffset now, DateTimeOffset sendBefore, string? loginId = null) =>
        this with
        {
            FilingSince = now,
            SendBefore = sendBefore,
            MayBeThere = true,
            Wanted = true,
            FiledBy = loginId,
        };

    /// <summary>No request has created the issue.</summary>
    /// <param name="wanted">Whether it is sent again without a new request of the user.</param>
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

    /// <summary>The issue is on GitHub. It is completed, whatever its status was.</summary>
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

    /// <summary>Takes over the state and title that GitHub shows; the same instance if they have not changed.</summary>
    public UserIssueState Refresh(GitHub.GitHubIssue current) =>
        current.State == Issue!.GithubIssueState && current.Title == Issue.GithubIssueTitle
            ? this
            : this with
            {
                Issue = Issue with { GithubIssueState = current.State, GithubIssueTitle = current.Title },
            };

    /// <summary>Says that the issue is on GitHub, and what GitHub did not accept.</summary>
    public string FiledMessage() =>
        $"The issue is on GitHub as #{Issue!.GithubIssueNumber}."
        + (Dropped.IsEmpty ? "" : $" GitHub did not take: {string.Join(", ", Dropped)}.");

    /// <summary>
    /// Removes the fields that GitHub refused. Returns the same instance if the issue has no such fields.
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

    private static IEnumerable<string> Missing(
        string kind,
        ImmutableArray<string> requested,
        IEnumerable<string> actual
    ) => requested.Except(actual, StringComparer.OrdinalIgnoreCase).Select(name => $"{kind} {name}");

    private static string Name(IssueStatus status) => status.ToString().ToLowerInvariant();
}
