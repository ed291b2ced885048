using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// The catalogue of a user's issues. Key: <c>issues/{userId}</c>. Reentrant, because issues that it makes report to it.
/// </summary>
[GrainType("userissues")]
[Reentrant]
internal sealed partial class UserIssuesGrain(
    [PersistentState("user-issues")] IPersistentState<IssueCatalogue> state,
    IGrainStorage storage,
    IssueWriter writer,
    TimeProvider time,
    ILogger<UserIssuesGrain> log
) : Grain, IUserIssues, IUserIssuesInternal, IStateOwner<IssueCatalogue>, IDisposable
{
    /// <summary>In characters, for each user whose issues somebody looks at.</summary>
    private const int MaxCachedWeight = 1 << 20;

    private readonly Dictionary<long, Task<StoredRecord<IssuePage>>> _pages = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly IssueCache _shown = new(MaxCachedWeight);
    private readonly PreviewCache _previews = new(time);
    private readonly Guid _activation = Guid.NewGuid();
    private long _changes;
    private GroupCommit<IssueCatalogue> _commits = null!;
    private GrainRecords _records = null!;

    private IssueCatalogue Catalogue => _commits.Current.Upgraded();
    private long UserId =>
        long.Parse(
            this.GetPrimaryKeyString().AsSpan("issues/".Length),
            System.Globalization.CultureInfo.InvariantCulture
        );

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_commits, _records) = (
            new GroupCommit<IssueCatalogue>(state, this),
            new GrainRecords(storage, this.GetGrainId())
        );
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _commits.Drain().WaitAsync(cancellationToken);

    public void Dispose() => _writing.Dispose();

    public async Task<UserIssue> Create(NewIssue issue)
    {
        var session = issue.ConversationId is { } id
            ? await GrainFactory.ChatSession(UserId, id).Describe() ?? throw NoSession()
            : null;
        if (issue.RepoOwner is null)
            issue = issue with { RepoOwner = session?.RepoOwner, RepoName = session?.RepoName };
        var place = await _commits.Commit(head => (head.Upgraded() with { Places = head.Places + 1 }, head.Places));
        // the same request again leaves a place without an issue, and that is all
        var made = await Maker(issue.RequestId).Make(issue, place);
        if (issue.ConversationId is { } conversation)
            await GrainFactory
                .GetGrain<ISessionIssues>(ChatSessionKey.Create(UserId, conversation))
                .NoteIssue(made.IssueId);
        return made;
    }

    public async Task<IssueList> List(IssueFilter filter, string? known)
    {
        var version = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_activation}/{_changes}");
        if (version == known)
            return new() { Version = version };
        var found = new List<(long Place, string IssueId)>();
        for (var page = IssuePage.IndexOf(Catalogue.Places - 1); page >= 0 && found.Count < filter.Limit; page--)
            found.AddRange(
                (await Page(page))
                    .Value.Entries.Reverse()
                    .Where(entry => entry.Value.Matches(filter))
                    .Select(entry => (entry.Key, entry.Value.IssueId))
            );
        var issues = await GrainRecords.Each(
            [.. found.Take(filter.Limit)],
            async issue => _shown.Find(issue.Place) ?? await Ask(issue.Place, issue.IssueId),
            atOnce: 32
        );
        return new() { Version = version, Issues = [.. issues.OfType<UserIssue>()] };
    }

    public async Task<IssueStatistics> Statistics()
    {
        var catalogue = Catalogue;
        return catalogue.Statistics((await Page(catalogue.Open)).Value.Statistics());
    }

    public async Task<IssuePreview> Preview(PreviewRequest request)
    {
        var preview = (request.Make ? _previews.Find(request) : null) ?? await writer.Preview(UserId, request);
        _previews.Put(request, preview);
        return !request.Make
            ? preview
            : preview with
            {
                Issue = await Create(
                    new NewIssue
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
                    }
                ),
            };
    }

    public async Task<UserIssue> CreateFromConversation(ConversationIssue request)
    {
        if (request.RequestId.Length > 0 && await Maker(request.RequestId).Show() is { } made)
            return made;
        var session = await Session(request);
        var talk = await GrainFactory
            .ChatSession(UserId, request.ConversationId)
            .Messages(new MessagePage { Limit = 50 })
            ?? [];
        var cards = await ChosenCards.Read(request.ContextCards, place => GrainFactory.CardsAt(UserId, place));
        var written = await writer.WriteFromConversation(UserId, request, session, talk, cards);
        return await Create(
            written with
            {
                ConversationId = request.ConversationId,
                ContextCards = request.ContextCards,
                RequestId = request.RequestId,
            }
        );
    }

    public async Task Note(long place, UserIssue issue)
    {
        await _writing.WaitAsync();
        try
        {
            var (number, entry) = (IssuePage.IndexOf(place), IssueEntry.From(issue));
            var page = await Page(number);
            if (!page.Value.Entries.TryGetValue(place, out var known) || known != entry)
                await Write(number, page, page.Value.Entries.SetItem(place, entry));
            _shown.Put(place, issue);
            _changes++;
        }
        catch (Exception fault) when (fault is not UnavailableException)
        {
            ((IStateOwner<IssueCatalogue>)this).WriteFailed(fault);
            throw new UnavailableException(
                "The state could not be saved just now. Please send the same request again."
            );
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task Write(
        long number,
        StoredRecord<IssuePage> page,
        ImmutableSortedDictionary<long, IssueEntry> entries
    )
    {
        if (Catalogue.Open is var open && open != number)
        {
            var left = (await Page(open)).Value.Statistics();
            await _commits.Commit(head => (head.Upgraded().Turn(number, left, page.Value.Statistics()), true));
        }
        await page.Write(new IssuePage { Entries = entries });
    }

    private async Task<Session> Session(ConversationIssue request)
    {
        var session = GrainFactory.ChatSession(UserId, request.ConversationId);
        return await session.Describe()
            ?? (
                request.MustExist
                    ? throw NoSession()
                    : await session.Start(
                        new NewSession
                        {
                            SessionId = request.ConversationId,
                            Repository = request is { RepoOwner: { } owner, RepoName: { } name }
                                ? new RepositoryRef
                                {
                                    Owner = owner,
                                    Name = name,
                                    Branch = "main",
                                }
                                : null,
                        }
                    )
            );
    }

    private async Task<UserIssue?> Ask(long place, string issueId)
    {
        var issue = await GrainFactory.GetGrain<IUserIssueInternal>(UserIssueKey.Create(UserId, issueId)).Show();
        if (issue is not null)
            _shown.PutOlder(place, issue);
        return issue;
    }

    private IUserIssueInternal Maker(string requestId)
    {
        var request = requestId.Length > 0 ? requestId : Guid.NewGuid().ToString();
        return GrainFactory.GetGrain<IUserIssueInternal>(
            UserIssueKey.Create(
                UserId,
                Ids.Uuid($"{this.GetPrimaryKeyString()}/{request}", (long)(Ids.Hash64(request) >> 16))
            )
        );
    }

    private async Task<StoredRecord<IssuePage>> Page(long number)
    {
        if (!_pages.TryGetValue(number, out var page) || page.IsFaulted)
            _pages[number] = page = _records.Open<IssuePage>(IssuePage.Name(number));
        return await page;
    }

    private static NotFoundException NoSession() => new("There is no such session.");

    bool IStateOwner<IssueCatalogue>.HasRoom(IssueCatalogue catalogue) => true;

    Task<IssueCatalogue> IStateOwner<IssueCatalogue>.MakeRoom(IssueCatalogue catalogue) => Task.FromResult(catalogue);

    void IStateOwner<IssueCatalogue>.Committed(IssueCatalogue before, IssueCatalogue after) { }

    void IStateOwner<IssueCatalogue>.WriteFailed(Exception fault)
    {
        LogLost(fault, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The issue catalogue of user {UserId} could not be written; the activation ends"
    )]
    private partial void LogLost(Exception fault, long userId);
}
