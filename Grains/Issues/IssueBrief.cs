using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Issues;

/// <summary>All that an issue is written from.</summary>
internal sealed record IssueBrief
{
    public required string Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<(Speaker Who, string Text)> Conversation { get; init; } = [];
    public ImmutableArray<ContextCard> Cards { get; init; } = [];
    public ImmutableArray<string> Files { get; init; } = [];
    public IssuePriority Priority { get; init; }

    /// <summary>Never asks a model.</summary>
    public bool Sample { get; init; }

    /// <summary>Null where it has none, or only half a name.</summary>
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
            Repository = Named(request.RepoOwner, request.RepoName),
        };

    public static IssueBrief From(
        ConversationIssue request,
        Session session,
        ImmutableArray<Message> talk,
        ImmutableArray<ContextCard> cards
    )
    {
        const int mostFiles = 50;
        var said = talk.Where(message => message.Role != Speaker.System).ToArray();
        var subject = request.Message
            ?? said.LastOrDefault(message => message.Role == Speaker.User)?.Content
            ?? session.Title
            ?? "";
        return new()
        {
            Title = request.Title ?? IssueText.Title(subject),
            Description = request.Description ?? request.Message,
            Conversation = [.. said.Select(message => (message.Role, message.Content))],
            Cards = cards,
            Files =
            [
                .. request
                    .Files.Concat(said.SelectMany(message => message.ReferencedFiles))
                    .Distinct(StringComparer.Ordinal)
                    .Take(mostFiles),
            ],
            Repository = Named(request.RepoOwner, request.RepoName) ?? Named(session.RepoOwner, session.RepoName),
        };
    }

    private static (string Owner, string Name)? Named(string? owner, string? name) =>
        owner is { Length: > 0 } && name is { Length: > 0 } ? (owner, name) : null;
}
