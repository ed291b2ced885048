using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using YudaiV3.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>The REST API over real sockets, with a GitHub that succeeds, refuses, hangs and breaks.</summary>
public sealed class GitHubApiTests : IAsyncLifetime
{
    private GitHubServer _github = null!;
    private GitHubPerson _mona = null!;
    private FakeRepository _repository = null!;
    private string _token = null!;
    private GitHubConnection _connection = null!;

    private static RepositoryName Name => new("MONA", "lisa");

    public async ValueTask InitializeAsync()
    {
        _github = await GitHubServer.Start();
        _mona = _github.People.Add("mona", "Mona Lisa", "mona@example.org");
        _repository = _github.Repositories.Add(_mona, "lisa", isPrivate: true);
        _token = _github.People.NewToken(_mona);
        _connection = Connect(_github.Api, _github.Web);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _github.DisposeAsync();
    }

    [Fact]
    public async Task Repository_that_has_not_changed_is_not_sent_again_and_costs_nothing()
    {
        var first = await Api().Repository(new(_token), Name);
        Assert.Equal(
            (_repository.Id, "mona/lisa", true, "main", "MIT"),
            (
                first.Value!.Id,
                first.Value.FullName,
                first.Value.Private,
                first.Value.DefaultBranch,
                first.Value.License!.SpdxId
            )
        );
        Assert.True(_repository.Id > int.MaxValue);
        var used = _github.Limits.Used(_mona);
        var again = await Api().Repository(new(_token, first.ETag), Name);
        Assert.Equal((true, null, used), (again.Unchanged, again.Value, _github.Limits.Used(_mona)));
        _repository.Description = "smiles";
        Assert.Equal("smiles", (await Api().Repository(new(_token, first.ETag), Name)).Value!.Description);
    }

    [Fact]
    public async Task Repository_of_another_user_is_not_found()
    {
        var other = _github.People.NewToken(_github.People.Add("other"));
        await Assert.ThrowsAsync<NotFoundException>(() => Api().Repository(new(other), Name));
        await Assert.ThrowsAsync<NotFoundException>(() => Api().Repository(new(null), Name));
        await Refused(GitHubFailure.Unauthorized, () => Api().Repository(new("ghp_revoked"), Name));
    }

    [Fact]
    public async Task Repository_that_was_renamed_is_found_under_its_new_name()
    {
        _github.Repositories.Rename(_repository, "gioconda");
        Assert.Equal("mona/gioconda", (await Api().Repository(new(_token), Name)).Value!.FullName);
    }

    [Fact]
    public async Task Redirect_to_another_host_is_not_followed()
    {
        await using var thief = await GitHubServer.Start();
        _github.Faults.Script(
            "/lisa",
            [
                .. Enumerable.Repeat(
                    GitHubFault.Answer(301, "", ("location", new Uri(thief.Api, "/repos/mona/lisa").AbsoluteUri)),
                    3
                ),
            ]
        );
        await Refused(GitHubFailure.BadAnswer, () => Api().Repository(new(_token), Name));
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task Commits_of_an_empty_repository_conflict_and_say_why() =>
        Assert.Equal(
            "Git Repository is empty.",
            (await Refused(GitHubFailure.Conflict, () => Api().Commits(new(_token), Name, null))).Message
        );

    [Fact]
    public async Task File_and_folder_are_read()
    {
        _repository.Files[".github/ISSUE_TEMPLATE/bug.md"] = "# Grüße";
        _repository.Files["README.md"] = "hi";
        Assert.Equal(["bug.md"], (await Api().Folder(new(_token), Name, ".github/ISSUE_TEMPLATE")).Value);
        Assert.Equal("# Grüße", (await Api().File(new(_token), Name, ".github/ISSUE_TEMPLATE/bug.md")).Value);
        await Assert.ThrowsAsync<NotFoundException>(() => Api().File(new(_token), Name, "missing.md"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(0)]
    public async Task Read_when_GitHub_fails_twice_tries_a_third_time(int status)
    {
        var fault = status == 0 ? GitHubFault.Cut : GitHubFault.Answer(status);
        _github.Faults.Script("/lisa", fault, fault);
        Assert.Equal(_repository.Id, (await Api().Repository(new(_token), Name)).Value!.Id);
        Assert.Equal(3, _github.Requests.Count);
    }

    [Fact]
    public async Task Read_when_GitHub_stays_down_or_silent_gives_up()
    {
        _github.Faults.Script(
            "/lisa",
            [.. Enumerable.Repeat(GitHubFault.Answer(503), 3), .. Enumerable.Repeat(GitHubFault.Hang, 3)]
        );
        await Refused(GitHubFailure.BadAnswer, () => Api().Repository(new(_token), Name));
        await Refused(GitHubFailure.TimedOut, () =>
            Api(
                    new GitHubTimeouts
                    {
                        Attempt = TimeSpan.FromMilliseconds(50),
                        RetryDelay = TimeSpan.FromMilliseconds(1),
                    }
                )
                .Repository(new(_token), Name)
        );
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":\"seven\"}")]
    public async Task Read_of_an_unreadable_response_is_a_bad_answer(string body)
    {
        _github.Faults.Script("/lisa", GitHubFault.Answer(200, body));
        await Refused(GitHubFailure.BadAnswer, () => Api().Repository(new(_token), Name));
    }

    [Fact]
    public async Task Read_at_the_rate_limit_returns_the_wait()
    {
        _github.Limits.Limit = 1;
        Assert.InRange(
            (await Api().Repository(new(_token), Name)).Spent!.Value,
            TimeSpan.FromMinutes(29),
            TimeSpan.FromMinutes(30)
        );
        var primary = await Refused(GitHubFailure.RateLimited, () => Api().Repository(new(_token), Name));
        Assert.InRange(primary.RetryAfter!.Value, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
        Assert.False(primary.Secondary);
        _github.Faults.Script("/lisa", GitHubFault.SecondaryLimit);
        var secondary = await Refused(GitHubFailure.RateLimited, () => Api().Repository(new(_token), Name));
        Assert.Equal((TimeSpan.FromMinutes(1), true), (secondary.RetryAfter, secondary.Secondary));
    }

    [Fact]
    public async Task CreateIssue_sends_labels_and_assignees()
    {
        var created = await Api()
            .CreateIssue(
                _token,
                Name,
                new()
                {
                    Title = "Ü",
                    Body = "text",
                    Labels = ["bug"],
                    Assignees = ["mona"],
                }
            );
        Assert.Equal(
            (CreationOutcome.Created, 1, "Ü", "bug", "mona"),
            (
                created.Outcome,
                created.Issue!.Number,
                created.Issue.Title,
                created.Issue.Labels.Single().Name,
                created.Issue.Assignees.Single().Login
            )
        );
    }

    [Fact]
    public async Task CreateIssue_that_is_refused_names_the_fields()
    {
        var refused = await Api().CreateIssue(_token, Name, new() { Title = "t", Assignees = ["stranger"] });
        Assert.Equal(
            (CreationOutcome.Refused, "assignees", GitHubFailure.Invalid),
            (refused.Outcome, refused.RefusedFields.Single(), ((GitHubException)refused.Failure!).Failure)
        );
        Assert.Empty(_repository.Issues);
        _repository.HasIssues = false;
        Assert.Equal(
            GitHubFailure.Gone,
            ((GitHubException)(await Api().CreateIssue(_token, Name, new() { Title = "t" })).Failure!).Failure
        );
    }

    [Fact]
    public async Task Repository_of_a_GitHub_to_which_no_connection_comes_about_times_out()
    {
        using var silent = new SilentServer();
        using var connection = Connect(silent.Url, silent.Url);
        var timeouts = new GitHubTimeouts { Attempt = TimeSpan.FromSeconds(5), Call = TimeSpan.FromSeconds(6) };
        var failed = await Assert.ThrowsAsync<GitHubException>(() =>
            Api(connection, timeouts).Repository(new(_token), Name)
        );
        Assert.Equal(GitHubFailure.TimedOut, failed.Failure);
        var creation = await Api(connection, timeouts).CreateIssue(_token, Name, new() { Title = "t" });
        Assert.Equal(CreationOutcome.NotCreated, creation.Outcome);
        Assert.Equal(GitHubFailure.TimedOut, Assert.IsType<GitHubException>(creation.Failure).Failure);
    }

    [Fact]
    public async Task CreateIssue_that_is_too_late_is_not_sent()
    {
        var late = new NewGitHubIssue { Title = "t", SendBefore = TimeProvider.System.GetUtcNow() };
        var creation = await Api().CreateIssue(_token, Name, late);
        Assert.Equal((CreationOutcome.NotCreated, true), (creation.Outcome, creation.CanBeRetried));
        var soon = late with { SendBefore = late.SendBefore + TimeSpan.FromMinutes(1) };
        Assert.Equal(CreationOutcome.Created, (await Api().CreateIssue(_token, Name, soon)).Outcome);
        Assert.Single(_github.Requests, request => request.Method == "POST");
        Assert.Single(_repository.Issues);
    }

    [Fact]
    public async Task CreateIssue_with_a_lost_response_is_unknown_and_sent_once()
    {
        foreach (
            var fault in (GitHubFault[])
                [
                    GitHubFault.Cut.Afterwards(),
                    GitHubFault.Answer(500).Afterwards(),
                    GitHubFault.Answer(201, "<html>").Afterwards(),
                    GitHubFault.Answer(502),
                ]
        )
        {
            _github.Faults.Script("POST", "/issues", fault);
            Assert.Equal(
                CreationOutcome.Unknown,
                (await Api().CreateIssue(_token, Name, new() { Title = "t" })).Outcome
            );
        }
        Assert.Equal((3, 4), (_repository.Issues.Count, _github.Requests.Count));
    }

    [Fact]
    public async Task CreateIssue_that_GitHub_does_not_process_is_not_created()
    {
        _github.Faults.Script("POST", "/issues", GitHubFault.SecondaryLimit);
        Assert.Equal(
            CreationOutcome.NotCreated,
            (await Api().CreateIssue(_token, Name, new() { Title = "t" })).Outcome
        );
        await _github.DisposeAsync();
        Assert.Equal(
            CreationOutcome.NotCreated,
            (await Api().CreateIssue(_token, Name, new() { Title = "t" })).Outcome
        );
    }

    private static GitHubConnection Connect(Uri api, Uri web) =>
        new(
            GitHubApp.From(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([
                        new("GITHUB_API_URL", api.AbsoluteUri),
                        new("GITHUB_WEB_URL", web.AbsoluteUri),
                    ])
                    .Build()
            ),
            TimeProvider.System
        );

    private GitHubApi Api(GitHubTimeouts? timeouts = null) => Api(_connection, timeouts);

    private static GitHubApi Api(GitHubConnection connection, GitHubTimeouts? timeouts)
    {
        timeouts ??= new() { RetryDelay = TimeSpan.FromMilliseconds(1) };
        return new(
            new(connection, timeouts, TimeProvider.System, NullLogger<GitHubPageReader>.Instance),
            new(connection, timeouts, TimeProvider.System, NullLogger<GitHubIssueWriter>.Instance)
        );
    }

    private static async Task<GitHubException> Refused<T>(GitHubFailure failure, Func<Task<T>> call)
    {
        var refused = await Assert.ThrowsAsync<GitHubException>(call);
        Assert.Equal(failure, refused.Failure);
        return refused;
    }
}
