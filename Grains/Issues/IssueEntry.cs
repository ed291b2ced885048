namespace YudaiV3.Issues;

/// <summary>What lists and statistics need to know of an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-entry")]
internal sealed record IssueEntry
{
    [Id(0)]
    public string IssueId { get; init; } = "";

    [Id(1)]
    public IssueStatus Status { get; init; }

    [Id(2)]
    public IssuePriority Priority { get; init; }

    [Id(3)]
    public string? RepoOwner { get; init; }

    [Id(4)]
    public string? RepoName { get; init; }

    [Id(5)]
    public bool HasSession { get; init; }

    [Id(6)]
    public double? Time { get; init; }

    public static IssueEntry From(UserIssue issue) =>
        new()
        {
            IssueId = issue.IssueId,
            Status = issue.Status,
            Priority = issue.Priority,
            RepoOwner = issue.RepoOwner,
            RepoName = issue.RepoName,
            HasSession = issue.ConversationId is not null,
            Time = issue.ProcessingTime,
        };

    public bool Matches(IssueFilter filter) =>
        (filter.Status is null || filter.Status == Status)
        && (filter.Priority is null || filter.Priority == Priority)
        && (filter.RepoOwner is null || string.Equals(filter.RepoOwner, RepoOwner, StringComparison.OrdinalIgnoreCase))
        && (filter.RepoName is null || string.Equals(filter.RepoName, RepoName, StringComparison.OrdinalIgnoreCase));
}
