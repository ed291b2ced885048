using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Issues;

// Filing: that a request may have been sent is written before it is sent, and while what came of it is not known,
// GitHub is asked for the marker before another one is.
// It goes on without those who asked for it: an activation that finds it unfinished takes it up, and a reminder sees to
// it that there is one.
internal sealed partial class UserIssueGrain
{
    private const string Reminder = "filing";

    /// <summary>What GitHub's clock may differ from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>GitHub ends a request after 10 s: what is not there by then will not come.</summary>
    private static readonly TimeSpan GitHubWorks = TimeSpan.FromSeconds(12);

    /// <summary>Whoever has to wait longer is told when to come back.</summary>
    private static readonly TimeSpan CallersWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan InLine = TimeSpan.FromMinutes(15),
        BetweenLooks = TimeSpan.FromSeconds(1),
        RemindEvery = TimeSpan.FromMinutes(1);

    /// <summary>For so long it goes on without anybody asking: somebody's login may be gone for good.</summary>
    private static readonly TimeSpan FinishWithin = TimeSpan.FromDays(1);

    private Task<FiledIssue>? _filing;
    private Task<IGrainReminder>? _reminded;
    private bool _asked;

    /// <summary>When nothing that was sent can still be on its way.</summary>
    private DateTimeOffset _settled;

    public async Task<FiledIssue?> File(TimeSpan patience)
    {
        _asked = true;
        var filing = Resume();
        try
        {
            return await filing.WaitAsync(patience, time, host.ApplicationStopping);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw new UnavailableException(
                "The issue is moving to another server. Please send the same request again."
            );
        }
        catch (TimeoutException) when (!filing.IsCompleted)
        {
            return await WriteWait() is var pause && pause <= CallersWait
                ? null
                : throw new GitHubException(
                    GitHubFailure.RateLimited,
                    "GitHub has been asked too often in your name. The issue will be filed when GitHub allows it."
                )
                {
                    RetryAfter = pause,
                };
        }
    }

    async Task IRemindable.ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.IsUnfinished && time.GetUtcNow() - State.FilingSince < FinishWithin)
            _ = Resume();
        else if (_filing is null or { IsCompleted: true })
        {
            if (State.Issue is not null)
                await Note(); // who filed it may have been gone before the catalogue knew
            _reminded = null;
            if (await this.GetReminder(reminderName) is { } reminder)
                await this.UnregisterReminder(reminder);
        }
    }

    private Task ResumeIfUnfinished()
    {
        if (State.IsUnfinished)
            _ = Resume();
        return Task.CompletedTask;
    }

    private async Task<TimeSpan> WriteWait()
    {
        try
        {
            return await GrainFactory.GitHubGate(Key.User).WriteWait().WaitAsync(BetweenLooks, time);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException)
        {
            return TimeSpan.Zero;
        }
    }

    private Task<FiledIssue> Resume()
    {
        if (_filing is { IsCompleted: false })
            return _filing;
        _filing = Filing();
        _ = Watch(_filing);
        return _filing;
    }

    /// <summary>Nobody else may be there to see it fail, or to come again when GitHub allows it.</summary>
    private async Task Watch(Task<FiledIssue> filing)
    {
        try
        {
            await filing;
        }
        catch (GitHubException limited) when (limited.Failure == GitHubFailure.RateLimited && State.IsUnfinished)
        {
            LogNotFiled(Key.Id, limited.Message);
            if (limited.RetryAfter is { } wait && wait < RemindEvery)
                this.RegisterGrainTimer(
                    ResumeIfUnfinished,
                    new GrainTimerCreationOptions
                    {
                        DueTime = wait + BetweenLooks,
                        Period = Timeout.InfiniteTimeSpan,
                        Interleave = true,
                    }
                );
        }
        catch (Exception failed)
        {
            LogNotFiled(Key.Id, failed.Message);
        }
    }

    private async Task<FiledIssue> Filing()
    {
        var issue = State.Issue ?? throw UserIssueKey.NotThere();
        if (issue.GithubIssueNumber is not null)
            await Read();
        else
        {
            if (issue is not { RepoOwner: not null, RepoName: not null })
                throw new InvalidException("repo_owner", "The issue has no repository to be filed in.");
            _ = RepositoryKey.Create(issue.RepoOwner, issue.RepoName);
            await BeReminded();
            var filed = await CreateOrGiveUp(issue);
            await _commits.Commit(known => (known.Filed(filed, time.GetUtcNow()), true));
            _looked = time.GetUtcNow();
            await Note();
        }
        return new()
        {
            Issue = State.Issue!,
            Message =
                $"The issue is on GitHub as #{State.Issue!.GithubIssueNumber}."
                + (State.Dropped.IsEmpty ? "" : $" GitHub did not take: {string.Join(", ", State.Dropped)}."),
        };
    }

    /// <summary>Who is told that it failed decides whether to try again; what nobody was told goes on.</summary>
    private async Task<GitHubIssue> CreateOrGiveUp(UserIssue issue)
    {
        try
        {
            return await Create(issue);
        }
        catch (Exception failed)
            when (_asked && failed is NotFoundException or GitHubException { Failure: not GitHubFailure.RateLimited })
        {
            _asked = false;
            if (State.Wanted)
                await _commits.Commit(known => (known with { Wanted = false }, true));
            throw;
        }
    }

    private async Task<GitHubIssue> Create(UserIssue issue)
    {
        for (var again = false; ; )
        {
            if (State.MayBeThere && await Find(issue) is { } there)
                return there;
            if (!_asked && !State.Wanted)
            {
                await _commits.Commit(known => (known.NotSent(wanted: false), true));
                throw new GitHubException(GitHubFailure.BadAnswer, "GitHub did not take the issue. Please try again.");
            }
            await _commits.Commit(known => (known.Send(time.GetUtcNow()), true));
            var creation = await Send(issue);
            switch (creation.Outcome)
            {
                case CreationOutcome.Created:
                    return creation.Issue!;
                case CreationOutcome.Unknown:
                    LogUnknown(Key.Id, creation.Failure?.Message ?? "");
                    _settled = time.GetUtcNow() + (creation.MayStillRun ? GitHubWorks : BetweenLooks);
                    if (await Look(issue, await Login()) is { } late)
                        return late;
                    if (again)
                        throw creation.Failure!;
                    again = true;
                    break;
                case CreationOutcome.Refused
                    when State.Without(creation.RefusedFields) is var less && !ReferenceEquals(less, State):
                    await _commits.Commit(known => (known.Without(creation.RefusedFields), true));
                    break;
                default:
                    var passes =
                        creation.Failure
                        is UnavailableException
                            or GitHubException { Failure: GitHubFailure.RateLimited };
                    await _commits.Commit(known => (known.NotSent(wanted: passes), true));
                    throw creation.Failure!;
            }
        }
    }

    private async Task<IssueCreation> Send(UserIssue issue)
    {
        var asked = new NewGitHubIssue
        {
            Title = issue.Title,
            Body = IssueText.Body(issue),
            Labels = State.Labels,
            Assignees = State.Assignees,
        };
        try
        {
            return await GrainFactory
                .GitHubGate(Key.User)
                .CreateIssue(issue.IssueId, new RepositoryName(issue.RepoOwner!, issue.RepoName!), asked, InLine);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException or UnavailableException)
        {
            // The silo that sent it is gone, or busy.
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

    /// <summary>The issue with our marker; null when it is not there and cannot come any more.</summary>
    private async Task<GitHubIssue?> Find(UserIssue issue)
    {
        if (await Look(issue, await Login()) is { } found)
            return found;
        var wait = _settled - time.GetUtcNow();
        await Task.Delay(wait > BetweenLooks ? wait : BetweenLooks, time);
        return await Look(issue, creator: null); // the login may be another one by now
    }

    private async Task<GitHubIssue?> Look(UserIssue issue, string? creator)
    {
        var marker = IssueText.Marker(issue.IssueId);
        var there = await GrainFactory
            .RepositoryAccess(issue.RepoOwner!, issue.RepoName!)
            .IssuesBy(Key.User, creator, State.FilingSince!.Value - Skew);
        return there.FirstOrDefault(candidate => candidate.Body?.Contains(marker, StringComparison.Ordinal) == true);
    }

    private async Task<string?> Login() => (await GrainFactory.User(Key.User).Profile())?.GithubUsername;

    private async Task BeReminded()
    {
        if (_reminded is null or { IsFaulted: true } or { IsCanceled: true })
            _reminded = this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
        await _reminded;
    }
}
