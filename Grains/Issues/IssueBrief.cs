using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Issues;

/// <summary>The input from which an issue is written.</summary>
internal sealed record IssueBrief
{
    public required string Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<(Speaker Who, string Text)> Conversation { get; init; } = [];
    public ImmutableArray<ContextCard> Cards { get; init; } = [];
    public ImmutableArray<string> Files { get; init; } = [];
    public IssuePriority Priority { get; init; }

    /// <summary>Whether no model is used.</summary>
    public bool Sample { get; init; }

    /// <summary>Null if owner or name is missing.</summary>
    public (string Owner, string Name)? Repository { get; init; }

    public static IssueBrief From(PreviewRequest request) =>
        new()
        {
            Title = request.Title,
            Description = request.Description,
            Conversation = [.. request.Messages.Select(message => (Speaker.User, message))],
            Files = [.. request.Files.Select(file => file.Path)],
            Priority = request.Priority,
            Sample = request.Sample,
            Repository = ToRepository(request.RepoOwner, request.RepoName),
        };

    public static IssueBrief From(
        ConversationIssue request,
        Session session,
        ImmutableArray<Message> messages,
        ImmutableArray<ContextCard> cards
    )
    {
        const int maxFiles = 50;
        var conversation = messages.Where(message => message.Role != Speaker.System).ToArray();
        var subject = request.Message
            ?? conversation.LastOrDefault(message => message.Role == Speaker.User)?.Content
            ?? session.Title
            ?? "";
        return new()
        {
            Title = request.Title ?? IssueText.Title(subject),
            Description = request.Description ?? request.Message,
            Conversation = [.. conversation.Select(message => (message.Role, message.Content))],
            Cards = cards,
            Files =
            [
                .. request
                    .Files.Concat(conversation.SelectMany(message => message.ReferencedFiles))
                    .Distinct(StringComparer.Ordinal)
                    .Take(maxFiles),
            ],
            Repository = ToRepository(request.RepoOwner, request.RepoName)
                ?? ToRepository(session.RepoOwner, session.RepoName),
        };
    }

    private static (string Owner, string Name)? ToRepository(string? owner, string? name) =>
        owner is { Length: > 0 } && name is { Length: > 0 } ? (owner, name) : null;
}
