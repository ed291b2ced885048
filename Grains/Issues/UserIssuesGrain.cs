using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>The catalogue of a user's issues, and where they are written. Key: <c>issues/{userId}</c>. Reentrant, because issues that it makes report to it.</summary>
[Reentrant]
internal sealed partial class UserIssuesGrain(
    [PersistentState("user-issues")] IPersistentState<IssueCatalogue> state, IGrainStorage storage, IssueWriter writer, ILogger<UserIssuesGrain> log)
    : Grain, IUserIssues, IIssueBook, IStateOwner<IssueCatalogue>, IDisposable
{
    private readonly Dictionary<long, Task<StoredRecord<IssuePage>>> _pages = [];
    private readonly SemaphoreSlim _writing = new(1);
    private GroupCommit<IssueCatalogue> _commits = null!;
    private GrainRecords _records = null!;

    private long UserId => long.Parse(this.GetPrimaryKeyString().AsSpan("issues/".Length), System.Globalization.CultureInfo.InvariantCulture);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_commits, _records) = (new GroupCommit<IssueCatalogue>(state, this), new GrainRecords(storage, this.GetGrainId()));
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _commits.Drain().WaitAsync(cancellationToken);

    public void Dispose() => _writing.Dispose();

    public async Task<UserIssue> Create(NewIssue issue)
    {
        var session = issue.ConversationId is { } id ? await GrainFactory.ChatSession(UserId, id).Describe() ?? throw new NotFoundException("There is no such session.") : null;
        var place = await _commits.Commit(head => (head with { Places = head.Places + 1 }, head.Places));
        var made = await GrainFactory.GetGrain<IIssueMaker>(UserIssueKey.Of(UserId, Ids.Uuid(this.GetPrimaryKeyString(), place))).Make(issue.RepoOwner is null ? issue with
        {
            RepoOwner = session?.RepoOwner, RepoName = session?.RepoName,
        }
        : issue, place);
        if (issue.ConversationId is { } conversation)
            await GrainFactory.GetGrain<ISessionIssues>(ChatSessionKey.Of(UserId, conversation)).NoteIssue(made.IssueId);
        return made;
    }

    public async Task<ImmutableArray<UserIssue>> List(IssueFilter filter)
    {
        var found = new List<string>();
        for (var page = IssuePage.Of(_commits.Current.Places - 1); page >= 0 && found.Count < filter.Limit; page--)
            found.AddRange((await Page(page)).Value.Entries.Reverse().Where(entry => entry.Value.Matches(filter)).Select(entry => entry.Value.IssueId));
        var issues = await GrainRecords.Each([.. found.Take(filter.Limit)], id => GrainFactory.UserIssue(UserId, id).Read(), atOnce: 32);
        return [.. issues.OfType<UserIssue>()];
    }

    public Task<IssueStatistics> Statistics() => Task.FromResult(_commits.Current.Sum());

    public Task<IssuePreview> Preview(PreviewRequest request) => writer.Write(UserId, request, talk: [], cards: []);

    public async Task<UserIssue> CreateFromTalk(TalkRequest request)
    {
        var session = GrainFactory.ChatSession(UserId, request.ConversationId);
        var there = await session.Describe();
        if (there is null && request.MustExist)
            throw new NotFoundException("There is no such session.");
        var messages = there is null ? [] : await session.Messages(new MessagePage { Limit = 50 }) ?? [];
        var cards = there is null || request.ContextCards.IsEmpty ? [] : (await session.Cards() ?? []).Where(card => request.ContextCards.Contains(card.Id)).ToImmutableArray();
        var subject = request.Message ?? messages.LastOrDefault(message => message.Role == Speaker.User)?.Content ?? request.Title ?? there?.Title ?? "";
        var (owner, name) = request is { RepoOwner: { } given, RepoName: { } called } ? (given, called) : (there?.RepoOwner, there?.RepoName);
        var preview = await writer.Write(UserId, new PreviewRequest
        {
            Title = request.Title ?? IssueText.Title(subject), Description = request.Description ?? request.Message, RepoOwner = owner, RepoName = name,
            Messages = [.. messages.Where(message => message.Role == Speaker.User).Select(message => message.Content)],
            Files = [.. request.Files.Concat(messages.SelectMany(message => message.ReferencedFiles)).Distinct(StringComparer.Ordinal).Take(50).Select(path => new FileMention { Path = path })],
        }, messages, cards);
        return await Create(new NewIssue
        {
            Title = request.Title ?? preview.Title, Description = request.Description, IssueTextRaw = preview.Body, ConversationId = there is null ? null : request.ConversationId,
            ContextCards = request.ContextCards, RepoOwner = owner, RepoName = name, Labels = preview.Labels, TokensUsed = preview.TokensUsed,
        });
    }

    public async Task Note(long place, UserIssue issue)
    {
        await _writing.WaitAsync();
        try
        {
            var (number, entry) = (IssuePage.Of(place), IssueEntry.Of(issue));
            var page = await Page(number);
            if (!page.Value.Entries.TryGetValue(place, out var known) || known != entry)
                await page.Write(new IssuePage { Entries = page.Value.Entries.SetItem(place, entry) });
            var figures = page.Value.Figures();
            if (_commits.Current.Figures.GetValueOrDefault(number) != figures)
                await _commits.Commit(head => (head with { Figures = head.Figures.SetItem(number, figures) }, true));
        }
        catch (Exception fault) when (fault is not UnavailableException)
        {
            ((IStateOwner<IssueCatalogue>)this).Lost(fault);
            throw new UnavailableException("The state could not be saved just now. Please send the same request again.");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<StoredRecord<IssuePage>> Page(long number)
    {
        if (!_pages.TryGetValue(number, out var page) || page.IsFaulted)
            _pages[number] = page = _records.Open<IssuePage>(IssuePage.Name(number));
        return await page;
    }

    bool IStateOwner<IssueCatalogue>.HasRoom(IssueCatalogue catalogue) => true;

    Task<IssueCatalogue> IStateOwner<IssueCatalogue>.MakeRoom(IssueCatalogue catalogue) => Task.FromResult(catalogue);

    void IStateOwner<IssueCatalogue>.Committed(IssueCatalogue before, IssueCatalogue after)
    {
    }

    void IStateOwner<IssueCatalogue>.Lost(Exception fault)
    {
        LogLost(fault, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The issue catalogue of user {UserId} could not be written; the activation ends")]
    private partial void LogLost(Exception fault, long userId);
}
