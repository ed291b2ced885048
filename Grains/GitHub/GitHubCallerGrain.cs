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
) : Grain, IGitHubCaller, IGitHubGate, IStateOwner<RateLimitState>, IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private RateLimiter _limits = null!;
    private IssueSender _issues = null!;
    private ConditionalReader _reads = null!;

    private long UserId => GitHubCallerKey.UserId(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var commits = new GroupCommit<RateLimitState>(state, this);
        _limits = new RateLimiter(this.GetPrimaryKeyString(), commits, time, log, _ending.Token);
        _issues = new(UserId, github, () => tokens.Read(UserId), _limits, time, host.ApplicationStopping);
        _reads = new ConditionalReader(tokens, GrainFactory);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await _limits.Completion.WaitAsync(cancellationToken);
    }

    public void Dispose() => _ending.Dispose();

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

    public Task Enter(GitHubQuota quota) => _limits.Enter(quota);

    public Task Pause(GitHubQuota quota, TimeSpan wait) => _limits.Pause(quota, wait);

    public Task<TimeSpan> WriteWait() => Task.FromResult(_limits.WriteWait());

    public Task<IssueCreation> CreateIssue(
        string requestId,
        RepositoryName repository,
        NewGitHubIssue issue,
        TimeSpan patience
    ) => _issues.CreateIssue(requestId, repository, issue, patience);

    /// <summary>
    /// The activation goes on: while an issue waits here, an activation that is to end would accept no calls.
    /// </summary>
    void IStateOwner<RateLimitState>.WriteFailed(Exception exception) => LogWriteFailed(exception, UserId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The rate limits of user {UserId} at GitHub could not be written. They are written again"
    )]
    private partial void LogWriteFailed(Exception exception, long userId);
}
