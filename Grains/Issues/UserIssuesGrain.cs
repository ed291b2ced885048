using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// The catalogue of a user's issues. Key: <c>issues/{userId}</c>. Reentrant, because an issue that it creates calls it
/// back.
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
    /// <summary>In characters.</summary>
    private const int MaxCachedWeight = 1 << 20;

    private const int MaxConcurrentReads = 32;

    private readonly IssueCache _cache = new(MaxCachedWeight);
    private readonly Guid _activation = Guid.NewGuid();
    private long _changes;
    private GroupCommit<IssueCatalogue> _commits = null!;
    private CataloguePages<IssuePage, IssueEntry> _pages = null!;
    private IssueDrafter _drafter = null!;

    private IssueCatalogue Catalogue => _commits.Current.Upgraded();
    private long UserId => UserIssueKey.CatalogueOwner(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<IssueCatalogue>(state, this);
        _pages = new CataloguePages<IssuePage, IssueEntry>(new GrainRecords(storage, this.GetGrainId()));
        _drafter = new IssueDrafter(GrainFactory, writer, time, UserId);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _commits.Drain().WaitAsync(cancellationToken);

    public void Dispose() => _pages?.Dispose();

    public async Task<UserIssue> Create(NewIssue issue)
    {
        issue = await _drafter.WithRepository(issue);
        // A repeated request takes another place, which stays empty.
        var place = await _commits.Commit(head => (head.Upgraded() with { Places = head.Places + 1 }, head.Places));
        var created = await Issue(issue.RequestId).Make(issue, place);
        if (issue.ConversationId is { } conversation)
            await GrainFactory
                .GetGrain<ISessionIssues>(ChatSessionKey.Create(UserId, conversation))
                .NoteIssue(created.IssueId);
        return created;
    }

    public async Task<IssueList> List(IssueFilter filter, string? known)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"{_activation}/{_changes}");
        if (version == known)
            return new() { Version = version };
        var found = new List<(long Place, string IssueId)>();
        for (var page = IssuePage.IndexOf(Catalogue.Places - 1); page >= 0 && found.Count < filter.Limit; page--)
            found.AddRange(
                (await _pages.Read(page))
                    .Entries.Reverse()
                    .Where(entry => entry.Value.Matches(filter))
                    .Select(entry => (entry.Key, entry.Value.IssueId))
            );
        var issues = await GrainRecords.Each(
            [.. found.Take(filter.Limit)],
            issue => Read(issue.Place, issue.IssueId),
            MaxConcurrentReads
        );
        return new() { Version = version, Issues = [.. issues.OfType<UserIssue>()] };
    }

    public async Task<IssueStatistics> Statistics()
    {
        var catalogue = Catalogue;
        return catalogue.Statistics((await _pages.Read(catalogue.Open)).Statistics());
    }

    public async Task<IssuePreview> Preview(PreviewRequest request)
    {
        var preview = await _drafter.Preview(request);
        return request.Make
            ? preview with
            {
                Issue = await Create(IssueDrafter.FromPreview(request, preview)),
            }
            : preview;
    }

    public async Task<UserIssue> CreateFromConversation(ConversationIssue request) =>
        request.RequestId.Length > 0 && await Issue(request.RequestId).Show() is { } existing
            ? existing
            : await Create(await _drafter.FromConversation(request));

    public async Task Note(long place, UserIssue issue)
    {
        try
        {
            await _pages.Put(place, IssueEntry.From(issue), OpenPage);
        }
        catch (Exception exception) when (exception is not UnavailableException)
        {
            ((IStateOwner<IssueCatalogue>)this).WriteFailed(exception);
            throw new UnavailableException(
                "The state could not be saved just now. Please send the same request again."
            );
        }
        _cache.Put(place, issue);
        _changes++;
    }

    private async Task OpenPage(long number, IssuePage page)
    {
        if (Catalogue.Open is var open && open == number)
            return;
        var closed = (await _pages.Read(open)).Statistics();
        await _commits.Commit(head => (head.Upgraded().OpenPage(number, closed, page.Statistics()), true));
    }

    private async Task<UserIssue?> Read(long place, string issueId)
    {
        if (_cache.Find(place) is { } cached)
            return cached;
        var issue = await GrainFactory.GetGrain<IUserIssueInternal>(UserIssueKey.Create(UserId, issueId)).Show();
        if (issue is not null)
            _cache.PutOlder(place, issue);
        return issue;
    }

    /// <summary>
    /// The issue of a request. The same request id leads to the same issue; an empty one to a new issue.
    /// </summary>
    private IUserIssueInternal Issue(string requestId)
    {
        var request = requestId.Length > 0 ? requestId : Guid.NewGuid().ToString();
        var issueId = Ids.Uuid($"{this.GetPrimaryKeyString()}/{request}", (long)(Ids.Hash64(request) >> 16));
        return GrainFactory.GetGrain<IUserIssueInternal>(UserIssueKey.Create(UserId, issueId));
    }

    void IStateOwner<IssueCatalogue>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The issue catalogue of user {UserId} could not be written. The activation ends"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
