using System.Text.Json.Serialization;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>
/// A conversation that becomes an issue, with a message as to DAifu or with a title.
/// </summary>
internal sealed record ConversationIssueRequest : IValidatedRequest
{
    public string? ConversationId { get; init; }

    [JsonPropertyName("conversationId")]
    public string? ConversationIdInCamelCase { get; init; }
    public string? SessionId { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public ChatRequestMessage? Message { get; init; }

    [JsonConverter(typeof(CardIdsConverter))]
    public string[]? ContextCards { get; init; }
    public string?[]? FileContext { get; init; }
    public string? RepoOwner { get; init; }

    [JsonPropertyName("repoOwner")]
    public string? RepoOwnerInCamelCase { get; init; }
    public string? RepoName { get; init; }

    [JsonPropertyName("repoName")]
    public string? RepoNameInCamelCase { get; init; }

    public string? ClientMessageId { get; init; }

    private string? Id => ConversationId ?? ConversationIdInCamelCase ?? SessionId;
    private string? Owner => RepoOwner ?? RepoOwnerInCamelCase;
    private string? Name => RepoName ?? RepoNameInCamelCase;

    public void Check(ValidationErrors problems)
    {
        if (Id is null)
            problems.Add("conversation_id", "This field is required.");
        else if (!SessionIds.IsValid(Id))
            problems.Add("conversation_id", $"An id has 1 to {SessionIds.MaxLength} characters.");
        if (Title is not null)
            problems.Require("title", Title, IssueValidation.MaxTitleLength);
        problems.Limit("description", Description, IssueValidation.MaxTextLength);
        if (Message is not null)
            MessageValidation.Check(problems, "message.content", Message.Content);
        else if (Title is null)
            problems.Add("title", "A title or a message is required.");
        MessageValidation.CheckIds(problems, "context_cards", ContextCards);
        MessageValidation.CheckPaths(problems, "file_context", FileContext);
        problems.Limit("client_message_id", ClientMessageId, IssueValidation.MaxNameLength);
        IssueValidation.CheckRepository(problems, "repo_", Owner, Name);
    }

    public ConversationIssue ToIssue() =>
        new()
        {
            ConversationId = Id!,
            Title = Title,
            Description = Description,
            Message = Message?.Content,
            ContextCards = [.. ContextCards ?? []],
            Files = IssueValidation.Texts(FileContext),
            RepoOwner = Owner,
            RepoName = Name,
            MustExist = Message is null,
            RequestId = RequestId,
        };

    /// <summary>
    /// The same request with the same client id creates one issue. Without a client id, at least a repeated call of the
    /// grain creates only one.
    /// </summary>
    private string RequestId =>
        string.IsNullOrEmpty(ClientMessageId)
            ? Guid.NewGuid().ToString()
            : string.Join('\n', ClientMessageId, Id, Title, Description, Message?.Content);
}
