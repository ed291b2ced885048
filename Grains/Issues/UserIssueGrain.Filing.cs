using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Issues;

// Filing: that a request may have been sent is written before it is sent, and while what came of it is not known, GitHub is asked for the marker before another one is.
internal sealed partial class UserIssueGrain
{
    private const int Attempts = 3;

    /// <summary>What GitHub's clock may differ from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan WriteWait = TimeSpan.FromSeconds(18), BetweenLooks = TimeSpan.FromSeconds(1);

    private async Task<FiledIssue> Filing()
    {
        var issue = State.Issue ?? throw UserIssueKey.NotThere();
        if (issue.GithubIssueNumber is null)
        {
            if (issue is not { RepoOwner: not null, RepoName: not null })
                throw new InvalidException("repo_owner", "The issue has no repository to be filed in.");
            _ = RepositoryKey.Of(issue.RepoOwner, issue.RepoName);
            var filed = await Create(issue);
            await _commits.Commit(known => (known.Filed(filed, time.GetUtcNow()), true));
            _looked = time.GetUtcNow();
            await Note();
        }
        else
            await Read();
        return Filed();
    }

    private async Task<GitHubIssue> Create(UserIssue issue)
    {
        var failure = default(Exception);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (State.MayBeThere && await Find(issue) is { } there)
                return there;
            await _commits.Commit(known => (known with { FilingSince = known.FilingSince ?? time.GetUtcNow(), MayBeThere = true }, true));
            var creation = await Send(issue);
            switch (creation.Outcome)
            {
                case CreationOutcome.Created:
                    return creation.Issue!;
                case CreationOutcome.Unknown:
                    LogUnknown(Key.Id, creation.Failure?.Message ?? "");
                    failure = creation.Failure;
                    break;
                case CreationOutcome.Refused when State.Without(creation.RefusedFields) is var less && !ReferenceEquals(less, State):
                    await _commits.Commit(known => (known.Without(creation.RefusedFields), true));
                    break;
                default:
                    await _commits.Commit(known => (known with { MayBeThere = false }, true));
                    throw creation.Failure!;
            }
        }
        if (State.MayBeThere && await Find(issue) is { } late)
            return late;
        throw failure ?? new GitHubException(GitHubFailure.BadAnswer, "GitHub did not take the issue. Please try again later.");
    }

    private async Task<IssueCreation> Send(UserIssue issue)
    {
        var asked = new NewGitHubIssue { Title = issue.Title, Body = IssueText.Body(issue), Labels = State.Labels, Assignees = State.Assignees };
        try
        {
            return await GrainFactory.GitHubGate(Key.User).CreateIssue(new RepositoryName(issue.RepoOwner!, issue.RepoName!), asked, WriteWait);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException or UnavailableException)
        {
            // The silo that sent it is gone, or busy.
            return new IssueCreation { Outcome = CreationOutcome.Unknown, Failure = new UnavailableException("Whether GitHub took the issue is not known yet. Please send the same request again.") };
        }
    }

    /// <summary>The issue with our marker. Looks twice: a request that was cut off may still be on its way.</summary>
    private async Task<GitHubIssue?> Find(UserIssue issue)
    {
        if (await GrainFactory.User(Key.User).Profile() is not { GithubUsername: { } login })
            return null;
        var marker = IssueText.Marker(issue.IssueId);
        for (var look = 0; ; look++)
        {
            var mine = await GrainFactory.RepositoryAccess(issue.RepoOwner!, issue.RepoName!).IssuesBy(Key.User, login, State.FilingSince!.Value - Skew);
            if (mine.FirstOrDefault(candidate => candidate.Body?.Contains(marker, StringComparison.Ordinal) == true) is { } found)
                return found;
            if (look == 1)
                return null;
            await Task.Delay(BetweenLooks, time);
        }
    }

    private FiledIssue Filed() => new()
    {
        Issue = State.Issue!,
        Message = $"The issue is on GitHub as #{State.Issue!.GithubIssueNumber}." + (State.Dropped.IsEmpty ? "" : $" GitHub did not take: {string.Join(", ", State.Dropped)}."),
    };
}
