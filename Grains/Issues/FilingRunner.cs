using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// Runs the filing of one issue, one run at a time, and lets callers wait for it. A filing does not depend on its
/// callers: a new activation, a timer or the reminder resumes an unfinished one.
/// </summary>
internal sealed partial class FilingRunner(
    IGrainBase grain,
    GroupCommit<UserIssueState> commits,
    IssueFiler filer,
    Func<Task<FiledIssue>> file,
    TimeProvider time,
    ILogger log,
    CancellationToken stopping
)
{
    private const string Reminder = "filing";

    /// <summary>A caller whose issue must wait longer gets an exception that says when to come back.</summary>
    private static readonly TimeSpan MaxCallerWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1),
        ResumeDelay = TimeSpan.FromSeconds(1);

    private Task<FiledIssue>? _run;
    private Task<IGrainReminder>? _reminder;

    private string IssueId => UserIssueKey.Parts(grain.GrainContext.GrainId.Key.ToString()!).IssueId;

    private bool IsIdle => _run is null or { IsCompleted: true };

    /// <summary>Starts or joins the filing and waits for it, at most for <paramref name="patience"/>.</summary>
    /// <returns>Null if the filing goes on.</returns>
    public async Task<FiledIssue?> File(TimeSpan patience)
    {
        filer.Request();
        var run = Resume();
        try
        {
            return await run.WaitAsync(patience, time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new UnavailableException(
                "The issue is moving to another server. Please send the same request again."
            );
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            var wait = await filer.WriteWait();
            if (wait <= MaxCallerWait)
                return null;
            throw new GitHubException(
                GitHubFailure.RateLimited,
                "GitHub has been asked too often in your name. The issue will be filed when GitHub allows it."
            )
            {
                RetryAfter = wait,
            };
        }
    }

    public Task ResumeIfUnfinished()
    {
        if (commits.Current.IsUnfinished)
            _ = ResumeAsBefore();
        return Task.CompletedTask;
    }

    /// <summary>Resumes an unfinished filing; otherwise unregisters the reminder.</summary>
    /// <param name="finish">Runs before the reminder is unregistered.</param>
    public async Task ReceiveReminder(string reminderName, Func<Task> finish)
    {
        if (commits.Current.ShouldResume(time.GetUtcNow()))
            _ = ResumeAsBefore();
        else if (IsIdle)
        {
            await finish();
            _reminder = null;
            if (await grain.GetReminder(reminderName) is { } reminder)
                await grain.UnregisterReminder(reminder);
        }
    }

    public async Task EnsureReminder()
    {
        if (_reminder is null or { IsFaulted: true } or { IsCanceled: true })
            _reminder = grain.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        await _reminder;
    }

    /// <summary>Resumes it without a caller, in the name of the login that filed it.</summary>
    private async Task<FiledIssue> ResumeAsBefore()
    {
        CurrentLogin.Id = commits.Current.FiledBy;
        return await Resume();
    }

    private Task<FiledIssue> Resume()
    {
        if (!IsIdle)
            return _run!;
        _run = file();
        _ = Observe(_run);
        return _run;
    }

    /// <summary>
    /// Logs a failure that no caller may see, and schedules the next attempt after a short rate limit.
    /// </summary>
    private async Task Observe(Task<FiledIssue> run)
    {
        try
        {
            await run;
        }
        catch (Exception exception)
        {
            LogNotFiled(IssueId, exception.Message);
            if (
                exception is GitHubException { Failure: GitHubFailure.RateLimited, RetryAfter: { } wait }
                && wait < ReminderPeriod
                && commits.Current.IsUnfinished
            )
                grain.RegisterGrainTimer(
                    ResumeIfUnfinished,
                    new GrainTimerCreationOptions
                    {
                        DueTime = wait + ResumeDelay,
                        Period = Timeout.InfiniteTimeSpan,
                        Interleave = true,
                    }
                );
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Issue {IssueId} is not filed: {Reason}")]
    private partial void LogNotFiled(string issueId, string reason);
}
