using System.Collections.Immutable;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>An issue created from a conversation.</summary>
internal sealed record ConversationIssueResponse(UserIssue Issue)
{
    public bool Success { get; } = true;
    public string IssueId => Issue.IssueId;
    public string Message { get; } = "The issue is made; it is not on GitHub yet.";
}

/// <summary>An issue that is on GitHub.</summary>
internal sealed record FiledIssueResponse(UserIssue Issue, string Message)
{
    public bool Success { get; } = true;
    public string? GithubUrl => Issue.GithubIssueUrl;
}

/// <summary>A preview of the issue on GitHub, and the user's issue if one was created.</summary>
internal sealed record DraftIssueResponse(
    bool PreviewOnly,
    IssuePreviewResponse GithubPreview,
    ImmutableArray<SimilarIssue> SimilarIssues,
    UserIssue? UserIssue
)
{
    public bool Success { get; } = true;
    public string Message =>
        PreviewOnly
            ? "This is how the issue would be on GitHub; nothing was made."
            : "The issue is made; it is not on GitHub yet.";
}

internal sealed record IssuePreviewResponse(
    string Title,
    string Body,
    ImmutableArray<string> Labels,
    ImmutableArray<string> Assignees,
    DraftRepository? RepositoryInfo,
    PreviewMetadata Metadata
)
{
    public static IssuePreviewResponse From(DraftIssueRequest request, IssuePreview preview) =>
        new(
            preview.Title,
            preview.Body,
            preview.Labels,
            preview.Assignees,
            request.RepositoryInfo,
            new()
            {
                ChatMessagesCount = request.ChatMessages?.Length ?? 0,
                FileContextCount = request.FileContext?.Length ?? 0,
                TotalTokens = (long)(request.FileContext ?? []).Sum(file => file?.Tokens ?? 0),
                GeneratedAt = preview.At,
                GenerationMethod = preview.Method,
            }
        );
}

/// <summary>The input of a preview.</summary>
internal sealed record PreviewMetadata
{
    public int ChatMessagesCount { get; init; }
    public int FileContextCount { get; init; }

    /// <summary>The tokens of the chosen files, as the client sent them.</summary>
    public long TotalTokens { get; init; }
    public DateTimeOffset GeneratedAt { get; init; }
    public GenerationMethod GenerationMethod { get; init; }
}
