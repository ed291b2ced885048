using Microsoft.Extensions.Logging;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// Creates one issue on GitHub, at most once. The intent is stored before the request is sent, with a time before which
/// it must be sent. If its outcome is unknown, the repository's issues are searched for the marker after that time, and
/// only then another request is sent. So whoever stored the last intent is the only one who may send.
/// </summary>
internal sealed partial class IssueFiler(
    GroupCommit<UserIssueState> commits,
    IGrainFactory grains,
    long userId,
    TimeProvider time,
    ILogger log,
    CancellationToken ending
)
{
    /// <summary>GitHub ends a request after 10 s. An issue that does not exist by then was not created.</summary>
    public static readonly TimeSpan GitHubTimeout = TimeSpan.FromSeconds(12);

    /// <summary>How long after the intent the request may be sent. It may wait for others of the user.</summary>
    private static readonly TimeSpan MaxQueueTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(10),
        SearchInterval = TimeSpan.FromSeconds(1);

    private bool _isRequested;

    /// <summary>When the last request of this activation can no longer create the issue, and its intent.</summary>
    private (DateTimeOffset At, DateTimeOffset? SendBefore) _settled;

    private UserIssueState State => commits.Current;

    /// <summary>A caller waits for the outcome: it decides about a new attempt if this one fails.</summary>
    public void Request() => _isRequested = true;

    /// <exception cref="GitHubException">GitHub did not create the issue.</exception>
    /// <exception cref="NotFoundException">The user cannot reach the repository.</exception>
    public async Task<GitHubIssue> File(UserIssue issue)
    {
        try
        {
            return await CreateOnce(issue);
        }
        catch (Exception exception)
            when (_isRequested
                && exception is NotFoundException or GitHubException { Failure: not GitHubFailure.RateLimited }
            )
        {
            _isRequested = false;
            if (State.Wanted)
                await commits.Commit(state => (state with { Wanted = false }, true));
            throw;
        }
    }

    /// <summary>How long GitHub accepts no writes of the user; zero if that cannot be found out at once.</summary>
    public async Task<TimeSpan> WriteWait()
    {
        try
        {
            return await grains.GitHubGate(userId).WriteWait().WaitAsync(SearchInterval, time);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return TimeSpan.Zero;
        }
    }

    private async Task<GitHubIssue> CreateOnce(UserIssue issue)
    {
        var isSecondAttempt = false;
        while (true)
        {
            if (State.MayBeThere && await Find(issue) is { } existing)
                return existing;
            if (!_isRequested && !State.Wanted)
            {
                await commits.Commit(state => (state.NotSent(wanted: false), true));
                throw new GitHubException(GitHubFailure.BadAnswer, "GitHub did not take the issue. Please try again.");
            }
            var (now, login) = (time.GetUtcNow(), CurrentLogin.Id);
            var intent = await commits.Commit(state => Intent(state.Send(now, now + MaxQueueTime, login)));
            var creation = await Send(issue, intent);
            switch (creation.Outcome)
            {
                case CreationOutcome.Created:
                    return creation.Issue!;
                case CreationOutcome.Unknown:
                    LogUnknown(issue.IssueId, creation.Failure?.Message ?? "");
                    if (creation.Failure is not UnavailableException)
                        _settled = (
                            time.GetUtcNow() + (creation.MayStillRun ? GitHubTimeout : SearchInterval),
                            intent.SendBefore
                        );
                    if (await Search(issue, await Login()) is { } late)
                        return late;
                    if (isSecondAttempt)
                        throw creation.Failure!;
                    isSecondAttempt = true;
                    break;
                case CreationOutcome.Refused
                    when State.Without(creation.RefusedFields) is var reduced && !ReferenceEquals(reduced, State):
                    await commits.Commit(state => (state.Without(creation.RefusedFields), true));
                    break;
                default:
                    await commits.Commit(state => (state.NotSent(creation.CanBeRetried), true));
                    throw creation.Failure!;
            }
        }
    }

    private async Task<IssueCreation> Send(UserIssue issue, UserIssueState intent)
    {
        var request = new NewGitHubIssue
        {
            Title = issue.Title,
            Body = IssueText.Body(issue),
            Labels = intent.Labels,
            Assignees = intent.Assignees,
            SendBefore = intent.SendBefore,
        };
        var repository = new RepositoryName(issue.RepoOwner!, issue.RepoName!);
        var wait = intent.SettledAt - time.GetUtcNow();
        try
        {
            return await grains
                .GitHubGate(userId)
                .CreateIssue(issue.IssueId, repository, request, MaxQueueTime)
                .WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, ending);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or UnavailableException)
        {
            // The silo that was to send the request has ended, is frozen or is busy.
            return new()
            {
                Outcome = CreationOutcome.Unknown,
                MayStillRun = true,
                Failure = new UnavailableException(
                    "Whether GitHub took the issue is not known yet. Please send the same request again."
                ),
            };
        }
    }

    /// <summary>The issue with our marker; null if it does not exist and no earlier request can create it.</summary>
    private async Task<GitHubIssue?> Find(UserIssue issue)
    {
        if (await Search(issue, await Login()) is { } found)
            return found;
        var settledAt = State.SendBefore is { } last && last == _settled.SendBefore ? _settled.At : State.SettledAt;
        var wait = settledAt - time.GetUtcNow();
        await Task.Delay(wait > SearchInterval ? wait : SearchInterval, time, ending);
        return await Search(issue, creator: null); // The user's login may have changed.
    }

    private async Task<GitHubIssue?> Search(UserIssue issue, string? creator)
    {
        var marker = IssueText.Marker(issue.IssueId);
        var candidates = await grains
            .RepositoryAccess(issue.RepoOwner!, issue.RepoName!)
            .IssuesBy(userId, creator, State.FilingSince!.Value - MaxClockSkew);
        return candidates.FirstOrDefault(candidate =>
            candidate.Body?.Contains(marker, StringComparison.Ordinal) == true
        );
    }

    private static (UserIssueState State, UserIssueState Result) Intent(UserIssueState state) => (state, state);

    private async Task<string?> Login() => (await grains.User(userId).Profile())?.GithubUsername;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outcome of creating issue {IssueId} on GitHub is unknown: {Reason}"
    )]
    private partial void LogUnknown(string issueId, string reason);
}
