using System.Collections.Immutable;
using YudaiV3.GitHub;
using YudaiV3.Hosting;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Issues.Simulation;

/// <summary>
/// The fake GitHub without its sockets. What was sent to it is processed whatever happens to the sender. It ends a
/// request after ten seconds.
/// </summary>
internal sealed class SimulatedGitHub
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ManualTaskScheduler _world;
    private readonly TimeProvider _time;
    private readonly GitHubPerson _person;
    private DateTimeOffset _limitedUntil;

    public SimulatedGitHub(ManualTaskScheduler world, TimeProvider time)
    {
        (_world, _time) = (world, time);
        _person = new GitHubPeople(time).Add("octo");
        Repository = new GitHubRepositories(time).Add(_person, "work");
    }

    public FakeRepository Repository { get; }

    /// <summary>What happens to the next requests that create an issue.</summary>
    public Queue<PostFate> Fates { get; } = new();

    /// <summary>The number of reads that fail from now on.</summary>
    public int FailingReads { get; set; }

    /// <summary>The interface as one silo has it.</summary>
    public IGitHub For(SimulatedSilo silo) =>
        Stub.Create<IGitHub>(
            (string method, object?[] arguments) =>
                method == nameof(IGitHub.CreateIssue)
                    ? Post(silo, (NewGitHubIssue)arguments[2]!)
                    : throw new NotSupportedException(method)
        );

    public async Task<ImmutableArray<GitHubIssue>> IssuesBy(string? creator, DateTimeOffset since)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(80), _time);
        if (FailingReads > 0)
        {
            FailingReads--;
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub is not available.");
        }
        return
        [
            .. Repository
                .Issues.Where(issue => (creator is null || issue.By.Login == creator) && issue.UpdatedAt >= since)
                .Select(ToIssue),
        ];
    }

    private async Task<IssueCreation> Post(SimulatedSilo silo, NewGitHubIssue issue)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300), silo.Time); // connecting
        if (silo.Time.GetUtcNow() >= issue.SendBefore)
            return new() { Outcome = CreationOutcome.NotCreated, Failure = new UnavailableException("Too late.") };
        var response = _world.Start(() => Process(issue));
        try
        {
            return await response.WaitAsync(Timeout, silo.Time);
        }
        catch (TimeoutException)
        {
            return Unknown(mayStillRun: true);
        }
    }

    /// <summary>Runs beside the silos: a frozen or dead sender does not matter.</summary>
    private async Task<IssueCreation> Process(NewGitHubIssue issue)
    {
        var fate = Fates.Count > 0 ? Fates.Dequeue() : PostFate.Created;
        if (fate == PostFate.Cut)
            return Unknown(mayStillRun: true);
        await Task.Delay(
            fate switch
            {
                PostFate.CreatedSlowly => TimeSpan.FromSeconds(4),
                PostFate.CreatedTooSlowly => TimeSpan.FromSeconds(9.9),
                _ => TimeSpan.FromMilliseconds(200),
            },
            _time
        );
        var now = _time.GetUtcNow();
        if (fate is PostFate.Limited or PostFate.LimitedForLong)
            _limitedUntil = now + TimeSpan.FromSeconds(fate == PostFate.Limited ? 8 : 45);
        if (now < _limitedUntil)
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new GitHubException(GitHubFailure.RateLimited, "Slower.")
                {
                    RetryAfter = _limitedUntil - now,
                    Secondary = true,
                },
            };
        if (fate == PostFate.Refused && !issue.Labels.IsEmpty)
            return new()
            {
                Outcome = CreationOutcome.Refused,
                Failure = new GitHubException(GitHubFailure.Invalid, "No such label."),
                RefusedFields = ["labels"],
            };
        var created = Repository.AddIssue(issue.Title, issue.Body, _person);
        if (fate == PostFate.CreatedTooSlowly)
            await Task.Delay(Timeout, _time);
        return fate switch
        {
            PostFate.CreatedAndCut => Unknown(mayStillRun: true),
            PostFate.CreatedAndFailed => Unknown(mayStillRun: false),
            _ => new() { Outcome = CreationOutcome.Created, Issue = ToIssue(created) },
        };
    }

    private static GitHubIssue ToIssue(FakeIssue issue) =>
        new()
        {
            Number = issue.Number,
            Title = issue.Title,
            Body = issue.Body,
            State = "open",
        };

    private static IssueCreation Unknown(bool mayStillRun) =>
        new()
        {
            Outcome = CreationOutcome.Unknown,
            MayStillRun = mayStillRun,
            Failure = new GitHubException(GitHubFailure.BadAnswer, "It may have been created."),
        };
}

internal enum PostFate
{
    Created,
    CreatedSlowly,

    /// <summary>The response does not arrive.</summary>
    CreatedTooSlowly,
    CreatedAndCut,
    CreatedAndFailed,
    Cut,
    Limited,
    LimitedForLong,
    Refused,
}
