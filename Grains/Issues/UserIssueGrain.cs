using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// One issue of a user. Key: <c>issue/{userId}/{issueId}</c>. Reentrant, because it waits for GitHub; one filing runs
/// at a time, and all who ask wait for it.
/// </summary>
[GrainType("userissue")]
[Reentrant]
internal sealed partial class UserIssueGrain(
    [PersistentState("user-issue")] IPersistentState<UserIssueState> state,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<UserIssueGrain> log
) : Grain, IUserIssue, IUserIssueInternal, IStateOwner<UserIssueState>, IRemindable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    private GroupCommit<UserIssueState> _commits = null!;
    private UserIssueState? _noted;
    private Task _noting = Task.CompletedTask;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;

    private (long User, string Id) Key => UserIssueKey.Parts(this.GetPrimaryKeyString());
    private UserIssueState State => _commits.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserIssueState>(state, this);
        _settled = time.GetUtcNow() + GitHubWorks; // an earlier activation may have sent something a moment ago
        if (State.IsUnfinished)
            _ = Resume();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _commits.Drain().WaitAsync(cancellationToken);

    public async Task<UserIssue> Make(NewIssue issue, long place)
    {
        var (user, id) = Key;
        var now = time.GetUtcNow();
        await _commits.Commit(known =>
            (
                known.Issue is not null
                    ? known
                    : new UserIssueState
                    {
                        Place = place,
                        Labels = issue.Labels,
                        Assignees = issue.Assignees,
                        Issue = new UserIssue
                        {
                            Id = Ids.Number(this.GetPrimaryKeyString()),
                            IssueId = id,
                            UserId = user,
                            Title = issue.Title,
                            Description = issue.Description,
                            IssueTextRaw = issue.IssueTextRaw ?? issue.Description ?? issue.Title,
                            IssueSteps = issue.IssueSteps,
                            ConversationId = issue.ConversationId,
                            ContextCardId = issue.ContextCardId,
                            ContextCards = issue.ContextCards,
                            Ideas = issue.Ideas,
                            RepoOwner = issue.RepoOwner,
                            RepoName = issue.RepoName,
                            Priority = issue.Priority,
                            TokensUsed = issue.TokensUsed,
                            CreatedAt = now,
                        },
                    },
                true
            )
        );
        await Note();
        return State.Issue!;
    }

    public Task<UserIssue?> Show() => Task.FromResult(State.Issue);

    public async Task<UserIssue?> Read()
    {
        if (State.Issue is null)
            return null;
        await Note(); // an earlier activation may have ended before it did
        if (State.Issue is { GithubIssueNumber: not null } && time.GetUtcNow() - _looked > LookAgainAfter)
            await ReadBack();
        return State.Issue;
    }

    public async Task<UserIssue> Move(StatusChange change)
    {
        await _commits.Commit(known => (known.Move(change, time.GetUtcNow()), true));
        await Note();
        return State.Issue!;
    }

    /// <summary>
    /// Sees to it that the catalogue knows the state as it is; one call after the other, as they might overtake each
    /// other.
    /// </summary>
    private async Task Note()
    {
        while (!ReferenceEquals(_noted, State))
        {
            if (_noting.IsCompleted)
                _noting = Tell(State);
            await _noting;
        }

        async Task Tell(UserIssueState known)
        {
            await GrainFactory.UserIssues(Key.User).Cast<IUserIssuesInternal>().Note(known.Place, known.Issue!);
            _noted = known;
        }
    }

    /// <summary>Looks how the issue is on GitHub now. An outage there is no reason not to show it.</summary>
    private async Task ReadBack()
    {
        _looked = time.GetUtcNow();
        var issue = State.Issue!;
        try
        {
            var there = await GrainFactory
                .RepositoryAccess(issue.RepoOwner!, issue.RepoName!)
                .Issue(Key.User, issue.GithubIssueNumber!.Value)
                .WaitAsync(TimeSpan.FromSeconds(3), time);
            if (there.State != issue.GithubIssueState || there.Title != issue.GithubIssueTitle)
                await _commits.Commit(known =>
                    (
                        known with
                        {
                            Issue = known.Issue! with
                            {
                                GithubIssueState = there.State,
                                GithubIssueTitle = there.Title,
                            },
                        },
                        true
                    )
                );
            await Note();
        }
        catch (Exception fault)
            when (fault is GitHubException or NotFoundException or TimeoutException or OrleansException)
        {
            LogNotReadBack(Key.Id, fault.Message);
        }
    }

    bool IStateOwner<UserIssueState>.HasRoom(UserIssueState known) => true;

    Task<UserIssueState> IStateOwner<UserIssueState>.MakeRoom(UserIssueState known) => Task.FromResult(known);

    void IStateOwner<UserIssueState>.Committed(UserIssueState before, UserIssueState after) { }

    void IStateOwner<UserIssueState>.WriteFailed(Exception fault)
    {
        LogLost(fault, Key.Id);
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Issue {IssueId} was not looked at on GitHub: {Reason}")]
    private partial void LogNotReadBack(string issueId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Issue {IssueId} is not filed: {Reason}")]
    private partial void LogNotFiled(string issueId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issue {IssueId} could not be written; the activation ends")]
    private partial void LogLost(Exception fault, string issueId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whether issue {IssueId} arrived at GitHub is not known: {Reason}"
    )]
    private partial void LogUnknown(string issueId, string reason);
}
