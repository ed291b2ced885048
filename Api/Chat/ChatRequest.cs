using System.Text.Json.Serialization;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>A message to DAifu. Clients use several names for the session and the repository.</summary>
internal sealed record ChatRequest : IValidatedRequest
{
    private const string IdField = "conversation_id";
    private const int MaxNameLength = 255;

    public string? ConversationId { get; init; }

    [JsonPropertyName("conversationId")]
    public string? ConversationIdInCamelCase { get; init; }
    public string? SessionId { get; init; }

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
    public string? RepoBranch { get; init; }
    public string? ClientMessageId { get; init; }

    private string? Id => ConversationId ?? ConversationIdInCamelCase ?? SessionId;

    /// <summary>The session id of a checked request.</summary>
    public string SessionIdOf() => Id!;

    public void Check(ValidationErrors problems)
    {
        if (Id is null)
            problems.Add(IdField, "This field is required.");
        else if (!SessionIds.IsValid(Id))
            problems.Add(IdField, $"An id has 1 to {SessionIds.MaxLength} characters.");
        if (Message is null)
            problems.Add("message", "This field is required.");
        else
            MessageValidation.Check(problems, "message.content", Message.Content);
        MessageValidation.CheckIds(problems, "context_cards", ContextCards);
        MessageValidation.CheckPaths(problems, "file_context", FileContext);
        problems.Limit("client_message_id", ClientMessageId, MaxNameLength);
        problems.Limit("repo_owner", RepoOwner ?? RepoOwnerInCamelCase, MaxNameLength);
        problems.Limit("repo_name", RepoName ?? RepoNameInCamelCase, MaxNameLength);
        problems.Limit("repo_branch", RepoBranch, MaxNameLength);
    }

    /// <summary>
    /// Creates the message. Without a client id it gets one here, so that a repeated call cannot post it twice.
    /// </summary>
    public NewMessage ToPost() =>
        new()
        {
            Content = Message!.Content!,
            IsCode = Message.IsCode ?? false,
            ClientMessageId = string.IsNullOrEmpty(ClientMessageId) ? Guid.NewGuid().ToString() : ClientMessageId,
            ContextCards = [.. ContextCards ?? []],
            FileContext = [.. (FileContext ?? []).OfType<string>()],
            Session = new NewSession { SessionId = Id!, Repository = Repository },
        };

    private RepositoryRef? Repository =>
        (RepoOwner ?? RepoOwnerInCamelCase) is { } owner
        && (RepoName ?? RepoNameInCamelCase) is { } name
        && !string.IsNullOrWhiteSpace(owner)
        && !string.IsNullOrWhiteSpace(name)
            ? new RepositoryRef
            {
                Owner = owner,
                Name = name,
                Branch = string.IsNullOrWhiteSpace(RepoBranch) ? "main" : RepoBranch,
            }
            : null;
}

/// <summary>The text of a message.</summary>
internal sealed record ChatRequestMessage
{
    public string? Content { get; init; }
    public bool? IsCode { get; init; }
}
