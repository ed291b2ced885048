using YudaiV3.Chat;

namespace YudaiV3.Issues;

/// <summary>
/// Makes the issues to create from previews and conversations. An issue that is created from a preview has the text
/// that the preview showed. Used by one grain only.
/// </summary>
internal sealed class IssueDrafter(IGrainFactory grains, IssueWriter writer, TimeProvider time, long userId)
{
    private const int MaxMessages = 50;

    private readonly PreviewCache _previews = new(time);

    public async Task<IssuePreview> Preview(PreviewRequest request)
    {
        var preview = (request.Make ? _previews.Find(request) : null) ?? await writer.Preview(userId, request);
        _previews.Put(request, preview);
        return preview;
    }

    public static NewIssue FromPreview(PreviewRequest request, IssuePreview preview) =>
        new()
        {
            Title = preview.Title,
            Description = request.Description,
            IssueTextRaw = preview.Body,
            RepoOwner = request.RepoOwner,
            RepoName = request.RepoName,
            Priority = request.Priority,
            Labels = preview.Labels,
            Assignees = preview.Assignees,
            TokensUsed = preview.TokensUsed,
            RequestId = request.RequestId,
        };

    /// <exception cref="NotFoundException">The session must exist and does not.</exception>
    public async Task<NewIssue> FromConversation(ConversationIssue request)
    {
        var session = await GetOrStartSession(request);
        var messages = await grains
            .ChatSession(userId, request.ConversationId)
            .Messages(new MessagePage { Limit = MaxMessages })
            ?? [];
        var cards = await ChosenCards.Read(request.ContextCards, place => grains.CardsAt(userId, place));
        var issue = await writer.WriteFromConversation(userId, request, session, messages, cards);
        return issue with
        {
            ConversationId = request.ConversationId,
            ContextCards = request.ContextCards,
            RequestId = request.RequestId,
        };
    }

    /// <summary>Uses the session's repository if the issue names none.</summary>
    /// <exception cref="NotFoundException">The issue's session does not exist.</exception>
    public async Task<NewIssue> WithRepository(NewIssue issue)
    {
        var session = issue.ConversationId is { } id
            ? await grains.ChatSession(userId, id).Describe() ?? throw NoSession()
            : null;
        return issue.RepoOwner is null
            ? issue with
            {
                RepoOwner = session?.RepoOwner,
                RepoName = session?.RepoName,
            }
            : issue;
    }

    private async Task<Session> GetOrStartSession(ConversationIssue request)
    {
        var session = grains.ChatSession(userId, request.ConversationId);
        if (await session.Describe() is { } existing)
            return existing;
        if (request.MustExist)
            throw NoSession();
        var repository = request is { RepoOwner: { } owner, RepoName: { } name }
            ? new RepositoryRef
            {
                Owner = owner,
                Name = name,
                Branch = "main",
            }
            : null;
        return await session.Start(new NewSession { SessionId = request.ConversationId, Repository = repository });
    }

    private static NotFoundException NoSession() => new("There is no such session.");
}
