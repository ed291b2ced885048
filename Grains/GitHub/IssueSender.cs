namespace YudaiV3.GitHub;

/// <summary>
/// Sends the issues of a user to GitHub, one at a time and only when the rate limits allow it. Used by one grain only.
/// </summary>
/// <param name="readToken">Returns the user's token; null if there is none.</param>
internal sealed class IssueSender(
    long userId,
    IGitHub github,
    Func<Task<string?>> readToken,
    RateLimiter limits,
    TimeProvider time,
    CancellationToken stopping
)
{
    private readonly IdempotentRequests _requests = new();
    private readonly WriteQueue _queue = new(time);

    /// <inheritdoc cref="IGitHubGate.CreateIssue"/>
    public Task<IssueCreation> CreateIssue(
        string requestId,
        RepositoryName repository,
        NewGitHubIssue issue,
        TimeSpan patience
    ) => _requests.Once(requestId, () => Enqueue(repository, issue, patience));

    private async Task<IssueCreation> Enqueue(RepositoryName repository, NewGitHubIssue issue, TimeSpan patience)
    {
        try
        {
            return await _queue.Enqueue(
                patience,
                deadline =>
                    Send(repository, issue, deadline < issue.SendBefore ? deadline : issue.SendBefore ?? deadline),
                () => NotCreated(limits.WaitToWrite(_queue.LastEnded)),
                stopping
            );
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
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
            while (limits.WaitToWrite(_queue.LastEnded) is { Ticks: > 0 } wait)
            {
                if (time.GetUtcNow() + wait > deadline)
                    return NotCreated(wait);
                await Task.Delay(wait, time, stopping);
            }
            if (await readToken() is not { } token)
                return new IssueCreation
                {
                    Outcome = CreationOutcome.Refused,
                    Failure = GitHubTokens.IsWithoutGitHub(userId)
                        ? GitHubException.Connect()
                        : GitHubException.Reconnect(),
                };
            var created = await github.CreateIssue(token, repository, issue);
            if (
                created.Outcome != CreationOutcome.NotCreated
                || created.Failure is not GitHubException { Failure: GitHubFailure.RateLimited } limit
            )
                return created;
            await limits.Pause(
                limit.Secondary ? GitHubQuota.Everything : GitHubQuota.Core,
                limit.RetryAfter ?? ConditionalReader.DefaultPause
            );
        }
    }

    private static IssueCreation NotCreated(TimeSpan wait) =>
        new() { Outcome = CreationOutcome.NotCreated, Failure = RateLimiter.Limited(wait) };
}
