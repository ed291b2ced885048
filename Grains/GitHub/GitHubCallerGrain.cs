using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.Storage;

namespace YudaiV3.GitHub;

/// <summary>
/// A user's access to GitHub: the rate limits of the user's credential, and reads that do not belong to one repository.
/// Key: <c>github/{userId}</c>. Reentrant, because it waits for GitHub.
/// </summary>
[GrainType("githubcaller")]
[Reentrant]
internal sealed partial class GitHubCallerGrain(
    [PersistentState("github-caller")] IPersistentState<RateLimitState> state,
    IGitHub github,
    GitHubTokens tokens,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<GitHubCallerGrain> log
) : Grain, IGitHubCaller, IGitHubGate, IStateOwner<RateLimitState>
{
    private static readonly TimeSpan MaxReadWait = TimeSpan.FromSeconds(3);

    private readonly IdempotentRequests _requests = new();
    private GroupCommit<RateLimitState> _commits = null!;
    private ConditionalReader _reads = null!;
    private RateLimitState _limits = null!;
    private WriteQueue _writes = null!;

    private long UserId => GitHubCallerKey.UserId(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<RateLimitState>(state, this);
        _limits = state.State;
        _reads = new ConditionalReader(tokens, GrainFactory);
        _writes = new WriteQueue(time);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _commits.Drain().WaitAsync(cancellationToken);

    public async Task<ImmutableArray<GitHubRepository>> Repositories() =>
        GitHubTokens.IsWithoutGitHub(UserId)
            ? []
            :
            [
                .. (await _reads.All(UserId, "repositories", github.Repositories))
                    .DistinctBy(repository => repository.Id)
                    .OrderByDescending(repository => repository.UpdatedAt),
            ];

    public Task<FoundRepositories> Search(RepositoryQuery query) =>
        _reads.One(
            UserId,
            $"search {query.Sort} {query.Order} {query.Text}",
            call => github.Search(call, query),
            GitHubQuota.Search
        );

    public async Task Enter(GitHubQuota quota)
    {
        while (_limits.Wait(quota, time.GetUtcNow()) is { Ticks: > 0 } wait)
        {
            if (wait > MaxReadWait)
                throw RateLimited(wait);
            await Task.Delay(wait, time);
        }
    }

    public async Task Pause(GitHubQuota quota, TimeSpan wait)
    {
        LogPaused(UserId, quota, wait);
        var until = time.GetUtcNow() + wait;
        _limits = _limits.PauseUntil(quota, until); // Takes effect at once, even if the write fails.
        await _commits.Commit(limits => (limits.PauseUntil(quota, until), true));
    }

    public Task<TimeSpan> WriteWait() => Task.FromResult(_limits.Wait(GitHubQuota.Core, time.GetUtcNow()));

    public Task<IssueCreation> CreateIssue(
        string requestId,
        RepositoryName repository,
        NewGitHubIssue issue,
        TimeSpan patience
    ) => _requests.Once(requestId, () => CreateIssue(repository, issue, patience));

    private async Task<IssueCreation> CreateIssue(RepositoryName repository, NewGitHubIssue issue, TimeSpan patience)
    {
        try
        {
            return await _writes.Enqueue(
                patience,
                deadline => Send(repository, issue, deadline),
                () => NotCreated(_limits.WaitToWrite(_writes.LastEnded, time.GetUtcNow())),
                host.ApplicationStopping
            );
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new UnavailableException(
                    "The server that writes to GitHub is ending. Please send the same request again."
                ),
            };
        }
    }

    private async Task<IssueCreation> Send(RepositoryName repository, NewGitHubIssue issue, DateTimeOffset deadline)
    {
        while (true)
        {
            while (_limits.WaitToWrite(_writes.LastEnded, time.GetUtcNow()) is { Ticks: > 0 } wait)
            {
                if (time.GetUtcNow() + wait > deadline)
                    return NotCreated(wait);
                await Task.Delay(wait, time, host.ApplicationStopping);
            }
            if (await tokens.Read(UserId) is not { } token)
                return new IssueCreation
                {
                    Outcome = CreationOutcome.Refused,
                    Failure = GitHubTokens.IsWithoutGitHub(UserId)
                        ? GitHubException.Connect()
                        : GitHubException.Reconnect(),
                };
            var created = await github.CreateIssue(token, repository, issue);
            if (
                created.Outcome != CreationOutcome.NotCreated
                || created.Failure is not GitHubException { Failure: GitHubFailure.RateLimited } limit
            )
                return created;
            await Pause(
                limit.Secondary ? GitHubQuota.Everything : GitHubQuota.Core,
                limit.RetryAfter ?? ConditionalReader.DefaultPause
            );
        }
    }

    private static IssueCreation NotCreated(TimeSpan wait) =>
        new() { Outcome = CreationOutcome.NotCreated, Failure = RateLimited(wait) };

    private static GitHubException RateLimited(TimeSpan wait) =>
        new(GitHubFailure.RateLimited, "GitHub has been asked too often in your name. Please try again later.")
        {
            RetryAfter = wait,
        };

    void IStateOwner<RateLimitState>.WriteFailed(Exception exception)
    {
        LogWriteFailed(exception, UserId);
        DeactivateOnIdle();
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "GitHub accepts no {Quota} requests of user {UserId} for {Wait}"
    )]
    private partial void LogPaused(long userId, GitHubQuota quota, TimeSpan wait);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The rate limits of user {UserId} at GitHub could not be written. The activation ends"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
