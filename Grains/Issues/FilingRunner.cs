using Microsoft.Extensions.Logging;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Hosting;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// Runs the filing of one issue, one run at a time, and lets callers wait for it. A filing does not depend on its
/// callers: a new activation, the end of a rate limit or the reminder resumes an unfinished one.
/// </summary>
internal sealed partial class FilingRunner
{
    /// <summary>A caller whose issue must wait longer gets an exception that says when to come back.</summary>
    private static readonly TimeSpan MaxCallerWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MinResumeDelay = TimeSpan.FromSeconds(1),
        DefaultResumeDelay = TimeSpan.FromMinutes(1);

    private readonly string _issueId;
    private readonly GroupCommit<UserIssueState> _commits;
    private readonly IssueFiler _filer;
    private readonly Func<Task<FiledIssue>> _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationToken _ending;
    private readonly SupervisedTask _runs;
    private TaskCompletionSource<FiledIssue>? _outcome;
    private string? _login;

    /// <param name="file">Files the issue and stores that it is filed.</param>
    public FilingRunner(
        string issueId,
        GroupCommit<UserIssueState> commits,
        IssueFiler filer,
        Func<Task<FiledIssue>> file,
        TimeProvider time,
        ILogger log,
        CancellationToken ending
    )
    {
        (_issueId, _commits, _filer, _file, _time, _log, _ending) = (issueId, commits, filer, file, time, log, ending);
        _runs = new SupervisedTask($"filing of issue {issueId}", Run, time, log, ending);
    }

    /// <summary>Completes when no run is in progress or due.</summary>
    public Task Completion => _runs.Completion;

    /// <summary>Starts or joins the filing and waits for it, at most for <paramref name="patience"/>.</summary>
    /// <returns>Null if the filing goes on.</returns>
    public async Task<FiledIssue?> File(TimeSpan patience)
    {
        _filer.Request();
        _login = CurrentLogin.Id;
        var outcome = _outcome ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _runs.Request();
        try
        {
            return await outcome.Task.WaitAsync(patience, _time, _ending);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            throw new UnavailableException(
                "The issue is moving to another server. Please send the same request again."
            );
        }
        catch (TimeoutException) when (!outcome.Task.IsCompleted)
        {
            var wait = await _filer.WriteWait();
            if (wait <= MaxCallerWait)
                return null;
            throw RateLimited(wait);
        }
    }

    /// <summary>Resumes an unfinished filing, and reads the state again after a failed write.</summary>
    public void Resume()
    {
        if (_commits.Current.IsUnfinished || _commits.HasFailed)
            _ = _runs.Request();
    }

    private async Task<TimeSpan?> Run()
    {
        await _commits.Recover();
        if (_outcome is null && !_commits.Current.IsUnfinished)
            return null;
        // Without a caller, it goes on in the name of the login that filed it.
        CurrentLogin.Id = _outcome is null ? _commits.Current.FiledBy : _login;
        try
        {
            var filed = await _file();
            End(outcome => outcome.TrySetResult(filed));
            return null;
        }
        catch (GitHubException exception) when (exception.Failure == GitHubFailure.RateLimited)
        {
            LogNotFiled(_issueId, exception.Message);
            var wait = exception.RetryAfter ?? DefaultResumeDelay;
            if (wait > MaxCallerWait)
                End(outcome => outcome.TrySetException(RateLimited(wait)));
            return wait > MinResumeDelay ? wait : MinResumeDelay;
        }
        catch (Exception exception) when (!_ending.IsCancellationRequested)
        {
            LogNotFiled(_issueId, exception.Message);
            End(outcome => outcome.TrySetException(exception));
            if (CanBeRetried(exception))
                throw;
            return null;
        }
    }

    /// <summary>Gives the callers that wait their outcome. Later callers wait for the next one.</summary>
    private void End(Action<TaskCompletionSource<FiledIssue>> end)
    {
        if (_outcome is null)
            return;
        end(_outcome);
        _ = _outcome.Task.Exception; // Its callers may have gone.
        _outcome = null;
    }

    private static bool CanBeRetried(Exception exception) =>
        exception is UnavailableException or OrleansException or TimeoutException;

    private static GitHubException RateLimited(TimeSpan wait) =>
        new(
            GitHubFailure.RateLimited,
            "GitHub has been asked too often in your name. The issue will be filed when GitHub allows it."
        )
        {
            RetryAfter = wait,
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "Issue {IssueId} is not filed: {Reason}")]
    private partial void LogNotFiled(string issueId, string reason);
}
