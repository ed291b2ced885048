using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>The issues of a user. Key: <c>issues/{userId}</c>.</summary>
[Alias("yudai.user-issues")]
public interface IUserIssues : IGrainWithStringKey
{
    /// <summary>Creates an issue, once for each <see cref="NewIssue.RequestId"/>.</summary>
    /// <exception cref="NotFoundException">The conversation does not exist.</exception>
    [Alias("create"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserIssue> Create(NewIssue issue);

    /// <summary>Newest first.</summary>
    /// <param name="known">The version of the list that the caller has. If it is current, the result contains no
    /// issues.</param>
    [Alias("list-unless"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<IssueList> List(IssueFilter filter, string? known = null);

    [Alias("statistics"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<IssueStatistics> Statistics();

    /// <summary>
    /// Writes an issue as it would be on GitHub, and lists likely duplicates. If requested, the issue is created as the
    /// last preview of the same request showed it.
    /// </summary>
    [Alias("preview"), ResponseTimeout("00:00:28")]
    Task<IssuePreview> Preview(PreviewRequest request);

    /// <summary>Writes the title and text of an issue from a conversation, and creates the issue.</summary>
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
    /// <summary>Changes with every change of the user's issues.</summary>
    [Id(0)]
    public string Version { get; init; } = "";

    /// <summary>Null if the caller has this version.</summary>
    [Id(1)]
    public ImmutableArray<UserIssue>? Issues { get; init; }
}

/// <summary>
/// Statistics of all issues of a user; this record is also their JSON body. Rates are fractions of all issues.
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

    /// <summary>In milliseconds, over the issues that have a processing time.</summary>
    [Id(5)]
    public double AvgProcessingTime { get; init; }

    public int TotalIssues => PendingIssues + ProcessingIssues + CompletedIssues + FailedIssues;
    public double SuccessRate => TotalIssues == 0 ? 0 : (double)CompletedIssues / TotalIssues;
    public double SessionIntegrationRate => TotalIssues == 0 ? 0 : (double)IssuesWithSessions / TotalIssues;
}

/// <summary>The input for a preview of an issue.</summary>
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

    /// <summary>Whether no model is used.</summary>
    [Id(7)]
    public bool Sample { get; init; }

    /// <summary>Whether the issue is created. Otherwise nothing is stored.</summary>
    [Id(8)]
    public bool Make { get; init; }

    /// <summary>Requests with the same id create one issue.</summary>
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

    /// <summary>The user's issue, if it was created.</summary>
    [Id(8)]
    public UserIssue? Issue { get; init; }
}

/// <summary>How a text was written.</summary>
public enum GenerationMethod
{
    /// <summary>Composed without a model, because of the request or because there is none.</summary>
    Sample,

    /// <summary>By a model.</summary>
    Llm,

    /// <summary>Composed without the model, because it failed.</summary>
    Summary,
}

/// <summary>A likely duplicate among the open issues; this record is also its JSON body.</summary>
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

/// <summary>A conversation from which to create an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.talk-request")]
public sealed record ConversationIssue
{
    [Id(0)]
    public string ConversationId { get; init; } = "";

    /// <summary>A title of the user replaces the written one.</summary>
    [Id(1)]
    public string? Title { get; init; }

    [Id(2)]
    public string? Description { get; init; }

    /// <summary>The last message of the user, which may not be part of the conversation.</summary>
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

    /// <summary>Whether a missing conversation is an error. Otherwise it is created.</summary>
    [Id(8)]
    public bool MustExist { get; init; }

    /// <summary>Requests with the same id create one issue.</summary>
    [Id(9)]
    public string RequestId { get; init; } = "";
}
