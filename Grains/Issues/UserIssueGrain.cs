using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// One issue of a user. Key: <c>issue/{userId}/{issueId}</c>. Reentrant, because it waits for GitHub. All callers that
/// file the issue share one run.
/// </summary>
[GrainType("userissue")]
[Reentrant]
internal sealed partial class UserIssueGrain(
    [PersistentState("user-issue")] IPersistentState<UserIssueState> state,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<UserIssueGrain> log
) : Grain, IUserIssue, IUserIssueInternal, IStateOwner<UserIssueState>, IRemindable, IDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5),
        MaxRefreshTime = TimeSpan.FromSeconds(3);

    private GroupCommit<UserIssueState> _commits = null!;
    private IssueFiler _filer = null!;
    private FilingRunner _filing = null!;
    private FilingReminder _reminder = null!;
    private CancellationTokenSource _ending = null!;
    private UserIssueState? _noted;
    private Task _noting = Task.CompletedTask;
    private DateTimeOffset _refreshedAt = DateTimeOffset.MinValue;

    private (long User, string Id) Key => UserIssueKey.Parts(this.GetPrimaryKeyString());
    private UserIssueState State => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserIssueState>(state, this);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);
        _reminder = new FilingReminder(this);
        _filer = new IssueFiler(_commits, GrainFactory, Key.User, time, log, _ending.Token);
        _filing = new FilingRunner(Key.Id, _commits, _filer, FileOnce, time, log, _ending.Token);
        _filing.Resume();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_filing.Completion, _commits.Drain()).WaitAsync(cancellationToken);
    }

    public void Dispose() => _ending?.Dispose();

    public async Task<UserIssue> Make(NewIssue issue, long place)
    {
        var (user, id) = Key;
        var number = Ids.Number(this.GetPrimaryKeyString());
        var now = time.GetUtcNow();
        await _commits.Commit(current => (current.Create(issue, place, user, id, number, now), true));
        await NoteInCatalogue();
        return State.Issue!;
    }

    public Task<UserIssue?> Show() => Task.FromResult(State.Issue);

    public async Task<UserIssue?> Read()
    {
        if (State.Issue is null)
            return null;
        await NoteInCatalogue(); // An earlier activation may have ended before it did.
        if (State.Issue is { GithubIssueNumber: not null } && time.GetUtcNow() - _refreshedAt > RefreshInterval)
            await RefreshFromGitHub();
        return State.Issue;
    }

    public async Task<UserIssue> Move(StatusChange change)
    {
        await _commits.Commit(current => (current.Move(change, time.GetUtcNow()), true));
        await NoteInCatalogue();
        return State.Issue!;
    }

    public Task<FiledIssue?> File(TimeSpan patience) => _filing.File(patience);

    async Task IRemindable.ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!_filing.Completion.IsCompleted)
            return;
        if (State.ShouldResume(time.GetUtcNow()))
            _filing.Resume();
        else
        {
            if (State.Issue is not null)
                await NoteInCatalogue(); // The activation that filed it may have ended before it did.
            await _reminder.Unregister(reminderName);
        }
    }

    private async Task<FiledIssue> FileOnce()
    {
        var issue = State.Issue ?? throw UserIssueKey.NotThere();
        if (issue.GithubIssueNumber is not null)
            await Read();
        else
        {
            if (issue is not { RepoOwner: not null, RepoName: not null })
                throw new InvalidException("repo_owner", "The issue has no repository to be filed in.");
            _ = RepositoryKey.Create(issue.RepoOwner, issue.RepoName);
            await _reminder.Register();
            var filed = await _filer.File(issue);
            await _commits.Commit(current => (current.Filed(filed, time.GetUtcNow()), true));
            _refreshedAt = time.GetUtcNow();
            await NoteInCatalogue();
        }
        return new() { Issue = State.Issue!, Message = State.FiledMessage() };
    }

    /// <summary>
    /// Reports the current state to the catalogue. Reports run one at a time, because they could overtake each other.
    /// </summary>
    private async Task NoteInCatalogue()
    {
        while (!ReferenceEquals(_noted, State))
        {
            if (_noting.IsCompleted)
                _noting = Note(State);
            await _noting;
        }

        async Task Note(UserIssueState current)
        {
            await GrainFactory.UserIssues(Key.User).Cast<IUserIssuesInternal>().Note(current.Place, current.Issue!);
            _noted = current;
        }
    }

    /// <summary>Reads the issue's state and title from GitHub. If GitHub fails, the stored ones stay.</summary>
    private async Task RefreshFromGitHub()
    {
        _refreshedAt = time.GetUtcNow();
        var issue = State.Issue!;
        try
        {
            var onGitHub = await GrainFactory
                .RepositoryAccess(issue.RepoOwner!, issue.RepoName!)
                .Issue(Key.User, issue.GithubIssueNumber!.Value)
                .WaitAsync(MaxRefreshTime, time);
            if (!ReferenceEquals(State.Refresh(onGitHub), State))
                await _commits.Commit(current => (current.Refresh(onGitHub), true));
            await NoteInCatalogue();
        }
        catch (Exception exception)
            when (exception is GitHubException or NotFoundException or TimeoutException or OrleansException)
        {
            LogNotRefreshed(Key.Id, exception.Message);
        }
    }

    void IStateOwner<UserIssueState>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, Key.Id);
        _filing.Resume();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Issue {IssueId} could not be read from GitHub: {Reason}")]
    private partial void LogNotRefreshed(string issueId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issue {IssueId} could not be written. It is read again")]
    private partial void LogWriteFailed(Exception exception, string issueId);
}
