using System.Text.Json.Serialization;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The body of <c>POST /issues</c>.</summary>
internal sealed record NewIssueRequest : IValidatedRequest
{
    private const int MaxItems = 100;

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? IssueTextRaw { get; init; }
    public string? ConversationId { get; init; }
    public string? SessionId { get; init; }

    [JsonConverter(typeof(CardIdConverter))]
    public string? ContextCardId { get; init; }

    [JsonConverter(typeof(CardIdsConverter))]
    public string[]? ContextCards { get; init; }
    public string?[]? Ideas { get; init; }
    public string?[]? IssueSteps { get; init; }
    public string? RepoOwner { get; init; }
    public string? RepoName { get; init; }
    public string? Priority { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("title", Title, IssueValidation.MaxTitleLength);
        problems.Limit("description", Description, IssueValidation.MaxTextLength);
        problems.Limit("issue_text_raw", IssueTextRaw, IssueValidation.MaxTextLength);
        if ((ConversationId ?? SessionId) is { } id && !SessionIds.IsValid(id))
            problems.Add("conversation_id", $"An id has 1 to {SessionIds.MaxLength} characters.");
        MessageValidation.CheckIds(problems, "context_cards", ContextCards);
        problems.Limit("context_card_id", ContextCardId, 255);
        CheckTexts(problems, "ideas", Ideas);
        CheckTexts(problems, "issue_steps", IssueSteps);
        IssueValidation.CheckRepository(problems, "repo_", RepoOwner, RepoName);
        IssueValidation.CheckPriority(problems, Priority);
    }

    /// <summary>Creates the issue. Its request id keeps a repeated call from creating it twice.</summary>
    public NewIssue ToIssue() =>
        new()
        {
            Title = Title!,
            Description = Description,
            IssueTextRaw = IssueTextRaw,
            IssueSteps = IssueValidation.Texts(IssueSteps),
            ConversationId = ConversationId ?? SessionId,
            ContextCardId = ContextCardId,
            ContextCards = [.. ContextCards ?? []],
            Ideas = IssueValidation.Texts(Ideas),
            RepoOwner = RepoOwner,
            RepoName = RepoName,
            Priority = IssueValidation.PriorityOf(Priority),
            RequestId = Guid.NewGuid().ToString(),
        };

    private static void CheckTexts(ValidationErrors problems, string field, string?[]? texts)
    {
        if (texts?.Length > MaxItems)
            problems.Add(field, $"There may be at most {MaxItems}.");
        foreach (var text in (texts ?? []).Where(text => text?.Length > IssueValidation.MaxItemLength).Take(1))
            problems.Limit(field, text, IssueValidation.MaxItemLength);
    }
}

/// <summary>A change of status, from the query or the body of <c>PUT …/status</c>.</summary>
internal sealed record StatusRequest : IValidatedRequest
{
    public string? Status { get; init; }
    public string? AgentResponse { get; init; }

    /// <summary>In milliseconds.</summary>
    public double? ProcessingTime { get; init; }
    public long? TokensUsed { get; init; }

    public void Check(ValidationErrors problems)
    {
        if (Status is null)
            problems.Add("status", "This field is required.");
        else if (IssueValidation.StatusOf(Status) is null)
            problems.Add("status", "This must be one of pending, processing, completed, failed.");
        problems.Limit("agent_response", AgentResponse, IssueValidation.MaxTextLength);
        if (ProcessingTime is { } time)
            problems.Range("processing_time", time, 0, 1e12);
        if (TokensUsed is { } tokens)
            problems.Range("tokens_used", tokens, 0, 1e12);
    }

    public StatusChange ToChange() =>
        new()
        {
            Status = IssueValidation.StatusOf(Status)!.Value,
            AgentResponse = AgentResponse,
            ProcessingTime = ProcessingTime,
            TokensUsed = TokensUsed,
            RequestId = Guid.NewGuid().ToString(),
        };
}
