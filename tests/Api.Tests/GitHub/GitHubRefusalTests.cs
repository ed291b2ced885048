using System.Net;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>
/// What clients are told when they ask wrongly, when GitHub refuses, and when it fails; and creating issues.
/// </summary>
public sealed class GitHubRefusalTests(GrainCluster cluster)
{
    private static readonly string[] Reads = ["", "/branches", "/issues", "/pulls", "/commits"];

    [Fact]
    public async Task CreateIssue_creates_one_with_labels_and_assignees()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var made = await (
            await mona.Api.Post(
                Issues(repository),
                $$"""{"title":"t","description":"d","labels":["bug"],"assignees":["{{mona.Person.Login}}"]}"""
            )
        ).Json();
        Assert.Equal((1, "d"), (made.GetProperty("number").GetInt32(), made.GetProperty("body").GetString()));
        var issue = Assert.Single(repository.Issues);
        Assert.Equal(
            ("t", "d", "bug", mona.Person.Id),
            (issue.Title, issue.Body, issue.Labels.Single(), issue.Assignees.Single().Id)
        );
        await (await mona.Api.Post(Issues(repository), """{"title":"t","body":"b"}""")).Json();
        Assert.Equal("b", repository.Issues[1].Body);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"title":" "}""")]
    [InlineData("""{"title":5}""")]
    [InlineData("""{"title":"t","labels":"bug"}""")]
    [InlineData("""{"title":"t","labels":[null]}""")]
    [InlineData("""{"title":"t","assignees":["a","a","a","a","a","a","a","a","a","a","a"]}""")]
    public async Task CreateIssue_with_wrong_values_is_422_and_never_sent(string body)
    {
        await using var mona = await Caller.SignIn(cluster);
        await (await mona.Api.Post(Issues(mona.Add()), body)).IsProblem(422);
        Assert.Empty(mona.Requests);
    }

    [Fact]
    public async Task CreateIssue_that_GitHub_refuses_says_its_reason()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var invalid = await (
            await mona.Api.Post(Issues(repository), """{"title":"t","assignees":["nobody"]}""")
        ).IsProblem(422);
        Assert.Contains("assignees", invalid.GetProperty("detail").GetString(), StringComparison.Ordinal);
        repository.HasIssues = false;
        var gone = await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(410);
        Assert.Contains("disabled", gone.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await (await mona.Api.Get(Issues(repository))).IsProblem(410);
    }

    [Fact]
    public async Task CreateIssue_is_sent_once_whatever_GitHub_does()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            GitHubFault.Cut.Afterwards(),
            GitHubFault.Answer(500).Afterwards()
        );
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(502);
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(502);
        Assert.Equal((2, 2), (repository.Issues.Count, mona.Requests.Length));
    }

    [Fact]
    public async Task Empty_repository_has_no_commits_and_says_so()
    {
        await using var mona = await Caller.SignIn(cluster);
        var conflict = await (await mona.Api.Get($"/github/repositories/{mona.Add().FullName}/commits")).IsProblem(409);
        Assert.Equal("Git Repository is empty.", conflict.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/issues?state=merged")]
    [InlineData("/pulls?state=OPEN")]
    public async Task Read_with_a_wrong_query_is_422(string query)
    {
        await using var mona = await Caller.SignIn(cluster);
        await (await mona.Api.Get($"/github/repositories/a/b{query}")).IsProblem(422);
        await (await mona.Api.Get("/github/search/repositories")).IsProblem(422);
        await (await mona.Api.Get("/github/search/repositories?q=x&sort=age")).IsProblem(422);
        Assert.Empty(mona.Requests);
    }

    [Theory]
    [InlineData("a/b%2Fc")]
    [InlineData("a/%20")]
    [InlineData("a/..%2f..%2fuser")]
    [InlineData("%C3%BC/b")]
    public async Task Repository_that_cannot_be_is_404_and_GitHub_is_not_asked(string name)
    {
        await using var mona = await Caller.SignIn(cluster);
        foreach (var read in Reads)
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await mona.Api.Get($"/github/repositories/{name}{read}")).StatusCode
            );
        Assert.Empty(mona.Requests);
    }

    [Fact]
    public async Task Every_route_needs_a_bearer()
    {
        await using var api = await LocalApi.Start(cluster);
        foreach (
            var path in Reads
                .Select(read => $"/github/repositories/a/b{read}")
                .Concat(["/github/repositories", "/github/search/repositories?q=x"])
        )
            await (await api.Get(path)).IsProblem(401);
        await (await api.Post("/github/repositories/a/b/issues", """{"title":"t"}""")).IsProblem(401);
    }

    [Fact]
    public async Task Revoked_token_asks_to_reconnect_and_leaves_the_session_usable()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.People.Revoke(mona.Token);
        foreach (
            var path in Reads
                .Select(read => $"/github/repositories/{repository.FullName}{read}")
                .Append("/github/repositories")
        )
            Assert.Contains(
                "reconnect GitHub",
                (await (await mona.Api.Get(path)).IsProblem(401)).GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(401);
        Assert.Equal(HttpStatusCode.OK, (await mona.Api.Get("/daifu/sessions")).StatusCode);
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person));
        Assert.Equal(HttpStatusCode.OK, (await mona.Api.Get($"/github/repositories/{repository.FullName}")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/branches")]
    [InlineData("/issues")]
    [InlineData("/pulls")]
    [InlineData("/commits")]
    public async Task Limit_is_429_with_the_time_and_GitHub_is_left_alone_until_then(string read)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script($"{repository.FullName}{read}".ToLowerInvariant(), GitHubFault.SecondaryLimit);
        for (var n = 0; n < 3; n++)
        {
            var limited = await mona.Api.Get($"/github/repositories/{repository.FullName}{read}");
            await limited.IsProblem(429);
            Assert.InRange(
                limited.Headers.RetryAfter!.Delta!.Value,
                TimeSpan.FromSeconds(50),
                TimeSpan.FromSeconds(60)
            );
        }
        await (await mona.Api.Get("/github/repositories")).IsProblem(429);
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(429);
        Assert.Single(mona.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/branches")]
    [InlineData("/issues")]
    [InlineData("/pulls")]
    [InlineData("/commits")]
    public async Task Failing_GitHub_is_502_and_a_silent_one_504_after_three_tries(string read)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        repository.Commit("first");
        cluster.Rest.Faults.Script(
            $"{repository.FullName}{read}".ToLowerInvariant(),
            [
                .. Enumerable.Repeat(GitHubFault.Answer(503), 3),
                .. Enumerable.Repeat(GitHubFault.Hang, 3),
                GitHubFault.Cut,
            ]
        );
        await (await mona.Api.Get($"/github/repositories/{repository.FullName}{read}")).IsProblem(502);
        await (await mona.Api.Get($"/github/repositories/{repository.FullName}{read}")).IsProblem(504);
        Assert.Equal(6, mona.Requests.Length);
        Assert.Equal(
            HttpStatusCode.OK,
            (await mona.Api.Get($"/github/repositories/{repository.FullName}{read}")).StatusCode
        );
    }

    [Fact]
    public async Task Failing_GitHub_is_502_for_the_list_and_the_search_and_a_silent_one_504()
    {
        await using var mona = await Caller.SignIn(cluster);
        foreach (
            var (githubs, ours) in new[]
            {
                ("/user/repos", "/github/repositories"),
                ("/search/repositories", $"/github/search/repositories?q={mona.Person.Login}"),
            }
        )
        {
            cluster.Rest.Faults.ScriptFor(
                mona.Token,
                githubs,
                [
                    .. Enumerable.Repeat(GitHubFault.Answer(502), 3),
                    .. Enumerable.Repeat(GitHubFault.Hang, 3),
                    GitHubFault.Cut,
                ]
            );
            await (await mona.Api.Get(ours)).IsProblem(502);
            await (await mona.Api.Get(ours)).IsProblem(504);
            Assert.Equal(HttpStatusCode.OK, (await mona.Api.Get(ours)).StatusCode);
        }
    }

    [Fact]
    public async Task CreateIssue_that_GitHub_never_answers_is_504_and_a_limit_429()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.ScriptFor(
            mona.Token,
            "/issues",
            GitHubFault.Hang,
            GitHubFault.Answer(404),
            GitHubFault.SecondaryLimit
        );
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(504);
        await (await mona.Api.Post(Issues(repository), """{"title":"t"}""")).IsProblem(404);
        var limited = await mona.Api.Post(Issues(repository), """{"title":"t"}""");
        await limited.IsProblem(429);
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Empty(repository.Issues);
    }

    private static string Issues(FakeRepository repository) => $"/github/repositories/{repository.FullName}/issues";
}
