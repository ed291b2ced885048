using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>The issues of a user. Key: <c>issues/{userId}</c>.</summary>
[Alias("yudai.user-issues")]
public interface IUserIssues : IGrainWithStringKey
{
    /// <summary>Makes an issue, once for each <see cref="NewIssue.RequestId"/>.</summary>
    /// <exception cref="NotFoundException">The conversation is not there.</exception>
    [Alias("create"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserIssue> Create(NewIssue issue);

    /// <summary>Newest first.</summary>
    /// <param name="known">The version of the list that the caller has; where it is still the newest, no issues are
    /// sent.</param>
    [Alias("list-unless"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<IssueList> List(IssueFilter filter, string? known = null);

    [Alias("statistics"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<IssueStatistics> Statistics();

    /// <summary>
    /// Writes an issue as it would be on GitHub, with likely duplicates, and makes it where that is asked for: then as
    /// the last preview of the same request showed it.
    /// </summary>
    [Alias("preview"), ResponseTimeout("00:00:28")]
    Task<IssuePreview> Preview(PreviewRequest request);

    /// <summary>Writes title and text of an issue out of a conversation, and makes it.</summary>
    [Alias("create-from-talk"), ResponseTimeout("00:00:28")]
    Task<UserIssue> CreateFromConversation(ConversationIssue request);
}

/// <summary>Which issues to list.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.filter")]
public sealed record IssueFilter
{
    [Id(0)]
    public IssueStatus? Status { get; init; }

    [Id(1)]
    public IssuePriority? Priority { get; init; }

    [Id(2)]
    public string? RepoOwner { get; init; }

    [Id(3)]
    public string? RepoName { get; init; }

    /// <summary>1 to 100.</summary>
    [Id(4)]
    public int Limit { get; init; } = 50;
}

/// <summary>A list of issues.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.list")]
public sealed record IssueList
{
    /// <summary>Changes with every change of any issue of the user.</summary>
    [Id(0)]
    public string Version { get; init; } = "";

    /// <summary>Null where the caller has this version.</summary>
    [Id(1)]
    public ImmutableArray<UserIssue>? Issues { get; init; }
}

/// <summary>
/// Figures of all issues of a user; this record is also their JSON body. Rates are fractions of all issues.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.statistics")]
public sealed record IssueStatistics
{
    [Id(0)]
    public int PendingIssues { get; init; }

    [Id(1)]
    public int ProcessingIssues { get; init; }

    [Id(2)]
    public int CompletedIssues { get; init; }

    [Id(3)]
    public int FailedIssues { get; init; }

    [Id(4)]
    public int IssuesWithSessions { get; init; }

    /// <summary>In milliseconds, over those that have one.</summary>
    [Id(5)]
    public double AvgProcessingTime { get; init; }

    public int TotalIssues => PendingIssues + ProcessingIssues + CompletedIssues + FailedIssues;
    public double SuccessRate => TotalIssues == 0 ? 0 : (double)CompletedIssues / TotalIssues;
    public double SessionIntegrationRate => TotalIssues == 0 ? 0 : (double)IssuesWithSessions / TotalIssues;
}

/// <summary>What an issue is to be written from.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.preview-request")]
public sealed record PreviewRequest
{
    [Id(0)]
    public string Title { get; init; } = "";

    [Id(1)]
    public string? Description { get; init; }

    [Id(2)]
    public ImmutableArray<string> Messages { get; init; } = [];

    [Id(3)]
    public ImmutableArray<FileMention> Files { get; init; } = [];

    [Id(4)]
    public string? RepoOwner { get; init; }

    [Id(5)]
    public string? RepoName { get; init; }

    [Id(6)]
    public IssuePriority Priority { get; init; }

    /// <summary>Never asks a model.</summary>
    [Id(7)]
    public bool Sample { get; init; }

    /// <summary>Whether the issue is to be made; else nothing changes.</summary>
    [Id(8)]
    public bool Make { get; init; }

    /// <summary>The same request makes the same issue.</summary>
    [Id(9)]
    public string RequestId { get; init; } = "";
}

/// <summary>A file that the user chose.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.file-mention")]
public sealed record FileMention
{
    [Id(0)]
    public string Path { get; init; } = "";

    [Id(1)]
    public int Tokens { get; init; }
}

/// <summary>An issue as it would be on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.preview")]
public sealed record IssuePreview
{
    [Id(0)]
    public string Title { get; init; } = "";

    [Id(1)]
    public string Body { get; init; } = "";

    [Id(2)]
    public ImmutableArray<string> Labels { get; init; } = [];

    [Id(3)]
    public ImmutableArray<SimilarIssue> Similar { get; init; } = [];

    [Id(4)]
    public GenerationMethod Method { get; init; }

    [Id(5)]
    public DateTimeOffset At { get; init; }

    [Id(6)]
    public long TokensUsed { get; init; }

    /// <summary>Logins.</summary>
    [Id(7)]
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>The user's issue, where one was to be made.</summary>
    [Id(8)]
    public UserIssue? Issue { get; init; }
}

/// <summary>Who wrote a text.</summary>
public enum GenerationMethod
{
    /// <summary>Put together without a model, as was asked for or as there is none.</summary>
    Sample,

    /// <summary>A model.</summary>
    Llm,

    /// <summary>Put together, because the model failed.</summary>
    Summary,
}

/// <summary>An open issue that may be about the same; this record is also its JSON body.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.similar")]
public sealed record SimilarIssue
{
    [Id(0)]
    public int Number { get; init; }

    [Id(1)]
    public string Title { get; init; } = "";

    [Id(2)]
    public string HtmlUrl { get; init; } = "";

    /// <summary>0 to 1.</summary>
    [Id(3)]
    public double Score { get; init; }
}

/// <summary>A conversation that is to become an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.talk-request")]
public sealed record ConversationIssue
{
    [Id(0)]
    public string ConversationId { get; init; } = "";

    /// <summary>Where the user gave one, it stays.</summary>
    [Id(1)]
    public string? Title { get; init; }

    [Id(2)]
    public string? Description { get; init; }

    /// <summary>What the user said last, not necessarily in the conversation.</summary>
    [Id(3)]
    public string? Message { get; init; }

    [Id(4)]
    public ImmutableArray<string> ContextCards { get; init; } = [];

    [Id(5)]
    public ImmutableArray<string> Files { get; init; } = [];

    [Id(6)]
    public string? RepoOwner { get; init; }

    [Id(7)]
    public string? RepoName { get; init; }

    /// <summary>A conversation that is not there is an error; else it is begun.</summary>
    [Id(8)]
    public bool MustExist { get; init; }

    /// <summary>The same request makes the same issue.</summary>
    [Id(9)]
    public string RequestId { get; init; } = "";
}
