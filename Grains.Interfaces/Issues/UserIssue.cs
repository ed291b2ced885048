using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>The priority of an issue.</summary>
public enum IssuePriority
{
    Medium,
    Low,
    High,
}

/// <summary>
/// The status of an issue: pending, processing, then completed or failed. A failed one may become pending again.
/// </summary>
public enum IssueStatus
{
    Pending,
    Processing,
    Completed,
    Failed,
}

/// <summary>
/// An issue of a user, before and after it is filed on GitHub; this record is also its JSON body.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.user-issue")]
public sealed record UserIssue
{
    /// <summary>Derived from <see cref="IssueId"/>.</summary>
    [Id(0)]
    public long Id { get; init; }

    [Id(1)]
    public string IssueId { get; init; } = "";

    [Id(2)]
    public long UserId { get; init; }

    [Id(3)]
    public string Title { get; init; } = "";

    [Id(4)]
    public string? Description { get; init; }

    [Id(5)]
    public string IssueTextRaw { get; init; } = "";

    [Id(6)]
    public ImmutableArray<string> IssueSteps { get; init; } = [];

    /// <summary>The session from which it was created.</summary>
    [Id(7)]
    public string? ConversationId { get; init; }

    [Id(8)]
    public string? ContextCardId { get; init; }

    [Id(9)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    [Id(10)]
    public ImmutableArray<string> Ideas { get; init; } = [];

    [Id(11)]
    public string? RepoOwner { get; init; }

    [Id(12)]
    public string? RepoName { get; init; }

    [Id(13)]
    public IssuePriority Priority { get; init; }

    [Id(14)]
    public IssueStatus Status { get; init; }

    [Id(15)]
    public string? AgentResponse { get; init; }

    /// <summary>In milliseconds.</summary>
    [Id(16)]
    public double? ProcessingTime { get; init; }

    [Id(17)]
    public long TokensUsed { get; init; }

    [Id(18)]
    public string? GithubIssueUrl { get; init; }

    [Id(19)]
    public int? GithubIssueNumber { get; init; }

    [Id(20)]
    public DateTimeOffset CreatedAt { get; init; }

    [Id(21)]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was completed or failed.</summary>
    [Id(22)]
    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>The last known state on GitHub: <c>open</c> or <c>closed</c>.</summary>
    [Id(23)]
    public string? GithubIssueState { get; init; }

    /// <summary>The last known title on GitHub, which may have been changed there.</summary>
    [Id(24)]
    public string? GithubIssueTitle { get; init; }
}

/// <summary>An issue to create.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.new-issue")]
public sealed record NewIssue
{
    /// <summary>1 to 255 characters, not blank.</summary>
    [Id(0)]
    public string Title { get; init; } = "";

    [Id(1)]
    public string? Description { get; init; }

    /// <summary>Falls back to the description, then to the title.</summary>
    [Id(2)]
    public string? IssueTextRaw { get; init; }

    [Id(3)]
    public ImmutableArray<string> IssueSteps { get; init; } = [];

    [Id(4)]
    public string? ConversationId { get; init; }

    [Id(5)]
    public string? ContextCardId { get; init; }

    [Id(6)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    [Id(7)]
    public ImmutableArray<string> Ideas { get; init; } = [];

    /// <summary>Together with <see cref="RepoName"/>. If missing, the session's repository is used.</summary>
    [Id(8)]
    public string? RepoOwner { get; init; }

    [Id(9)]
    public string? RepoName { get; init; }

    [Id(10)]
    public IssuePriority Priority { get; init; }

    /// <summary>Labels on GitHub.</summary>
    [Id(11)]
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Logins of assignees on GitHub.</summary>
    [Id(12)]
    public ImmutableArray<string> Assignees { get; init; } = [];

    [Id(13)]
    public long TokensUsed { get; init; }

    /// <summary>Requests with the same id create one issue.</summary>
    [Id(14)]
    public string RequestId { get; init; } = "";
}

/// <summary>A change of the status of an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.status-change")]
public sealed record StatusChange
{
    [Id(0)]
    public IssueStatus Status { get; init; }

    [Id(1)]
    public string? AgentResponse { get; init; }

    [Id(2)]
    public double? ProcessingTime { get; init; }

    [Id(3)]
    public long? TokensUsed { get; init; }

    /// <summary>A repeated request with the same id changes nothing.</summary>
    [Id(4)]
    public string RequestId { get; init; } = "";
}
