using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Issues;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.Issues;

/// <summary>
/// What callers are told when GitHub refuses or fails while an issue is filed, and that it may be filed afterwards.
/// </summary>
public sealed class FilingRefusalTests(GrainCluster cluster)
{
    [Theory]
    [InlineData(401, 401)]
    [InlineData(403, 403)]
    [InlineData(404, 404)]
    [InlineData(409, 409)]
    [InlineData(410, 410)]
    [InlineData(422, 422)]
    [InlineData(500, 502)]
    [InlineData(503, 502)]
    public async Task Refusal_is_told_and_the_issue_may_be_filed_afterwards(int githubs, int ours)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        var answer = GitHubFault.Answer(githubs, """{"message":"This is why."}""");
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            githubs >= 500 ? [answer, answer] : [answer]
        );
        var problem = await (await mona.File(id)).IsProblem(ours);
        if (githubs is 403 or 409 or 410 or 422)
            Assert.Contains("This is why.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        if (githubs == 401)
            Assert.Contains("reconnect GitHub", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("pending", (await (await mona.Api.Get($"/issues/{id}")).Json()).GetProperty("status").GetString());
        Assert.Equal(
            1,
            (await (await mona.File(id)).Json()).GetProperty("issue").GetProperty("github_issue_number").GetInt32()
        );
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task Repository_that_is_not_the_callers_is_404()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var other = await Caller.SignIn(cluster, "other");
        var repository = mona.Add(isPrivate: true);
        await (await other.File(await other.Make(repository))).IsProblem(404);
        Assert.Empty(repository.Issues);
    }

    [Fact]
    public async Task Server_that_fails_once_before_it_creates_is_asked_again()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script("POST", $"{repository.FullName}/issues".ToLowerInvariant(), GitHubFault.Answer(500));
        Assert.Equal(
            1,
            (await (await mona.File(await mona.Make(repository))).Json())
                .GetProperty("issue")
                .GetProperty("github_issue_number")
                .GetInt32()
        );
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task Answer_that_never_comes_is_looked_for()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            GitHubFault.Hang.Afterwards()
        );
        Assert.Equal(
            1,
            (await (await mona.File(await mona.Make(repository))).Json())
                .GetProperty("issue")
                .GetProperty("github_issue_number")
                .GetInt32()
        );
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task Login_that_has_another_name_by_now_finds_its_issue_again()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.People.Change(mona.Person, person => person with { Login = person.Login + "-2" });
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            GitHubFault.Answer(500).Afterwards()
        );
        Assert.Equal(
            1,
            (await (await mona.File(await mona.Make(repository))).Json())
                .GetProperty("issue")
                .GetProperty("github_issue_number")
                .GetInt32()
        );
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task Expired_token_leaves_issues_usable()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        cluster.Rest.People.Revoke(mona.Token);
        await (await mona.File(id)).IsProblem(401);
        Assert.Equal(id, (await (await mona.Api.Get("/issues")).Json())[0].GetProperty("issue_id").GetString());
        var preview = await (
            await mona.Api.Post(
                "/issues/create-with-context?preview_only=true",
                $$"""{"title":"t","repository_info":{{Issuing.Info(repository)}} }"""
            )
        ).Json();
        Assert.Equal("t", preview.GetProperty("github_preview").GetProperty("title").GetString());
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person));
        Assert.Equal(
            1,
            (await (await mona.File(id)).Json()).GetProperty("issue").GetProperty("github_issue_number").GetInt32()
        );
    }

    [Fact]
    public async Task Caller_without_GitHub_is_asked_to_connect()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var api = await LocalApi.Start(cluster);
        await api.SignIn($"dev{Guid.NewGuid():N}"[..30]);
        var made = await (await api.Post("/issues", $$"""{"title":"t",{{Issuing.Names(mona.Add())}} }""")).Json();
        await (await api.Post($"/issues/{made.GetProperty("issue_id").GetString()}/create-github-issue", "")).IsProblem(
            401
        );
    }

    [Fact]
    public async Task State_on_GitHub_is_read_back()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        var filed = (await (await mona.File(id)).Json()).GetProperty("issue");
        Assert.Equal(
            ("open", "Add dark mode"),
            (filed.GetProperty("github_issue_state").GetString(), filed.GetProperty("github_issue_title").GetString())
        );
        repository.Change(repository.Issues[0], issue => issue with { Closed = true, Title = "Night mode" });
        var now = default(JsonElement);
        await YudaiV3.Testing.Eventually.True(
            async () =>
            {
                now = await (await mona.Api.Get($"/issues/{id}")).Json();
                return now.GetProperty("github_issue_state").GetString() == "closed";
            },
            TimeSpan.FromSeconds(30),
            () => "what happened on GitHub is seen"
        );
        Assert.Equal(
            ("Night mode", "Add dark mode"),
            (now.GetProperty("github_issue_title").GetString(), now.GetProperty("title").GetString())
        );
        Assert.Equal(
            "closed",
            (await (await mona.Api.Get("/issues")).Json())[0].GetProperty("github_issue_state").GetString()
        );
        repository.Revoked[mona.Person.Id] = true;
        Assert.Equal(
            "closed",
            (await (await mona.Api.Get($"/issues/{id}")).Json()).GetProperty("github_issue_state").GetString()
        );
    }

    [Fact]
    public async Task Writes_after_a_secondary_limit_wait_for_its_time_and_keep_their_order()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        CurrentLogin.Id = mona.LoginId;
        var (gate, name) = (
            cluster.Client.GitHubGate(mona.Person.Id),
            new RepositoryName(repository.Owner.Login, repository.Name)
        );
        Task<IssueCreation> Create(int n) =>
            gate.CreateIssue($"ticket {n}", name, new NewGitHubIssue { Title = $"{n}" }, TimeSpan.FromMinutes(1));
        for (var n = 0; n < 20; n++)
            await Create(n);
        cluster.Rest.Faults.Script(
            "POST",
            $"{name.Owner}/{name.Name}/issues",
            GitHubFault.Answer(403, """{"message":"You have exceeded a secondary rate limit."}""", ("retry-after", "3"))
        );
        var from = TimeProvider.System.GetUtcNow();
        var late = new List<Task<IssueCreation>>();
        for (var n = 20; n < 25; n++)
        {
            late.Add(Create(n));
            for (var turn = 0; turn < 3; turn++)
                await gate.WriteWait(); // calls sent at once may overtake each other on the way
        }
        Assert.All(await Task.WhenAll(late), creation => Assert.Equal(CreationOutcome.Created, creation.Outcome));
        Assert.Equal(Enumerable.Range(0, 25).Select(n => $"{n}"), repository.Issues.Select(issue => issue.Title));
        Assert.True(repository.Issues[20].CreatedAt - from >= TimeSpan.FromSeconds(3));
        Assert.Equal(26, mona.Requests.Count(request => request.Method == "POST"));
        Assert.Equal(24, (await Create(23)).Issue!.Number); // who lost the answer asks again
        Assert.Equal(25, repository.Issues.Count);
    }

    [Fact]
    public async Task Limit_is_429_with_the_time_and_the_issue_is_filed_then_by_itself_although_its_activation_went()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            GitHubFault.Answer(429, """{"message":"Too many."}""", ("retry-after", "24"))
        );
        var limited = await mona.File(id);
        await limited.IsProblem(429);
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(24));
        Assert.Empty(repository.Issues);
        var grain = cluster.Client.UserIssue(mona.Person.Id, id);
        await grain.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        // as the reminder does within a minute
        await grain.Cast<IRemindable>().ReceiveReminder("filing", new TickStatus());
        await YudaiV3.Testing.Eventually.True(
            async () =>
                (await (await mona.Api.Get($"/issues/{id}")).Json()).GetProperty("status").GetString() == "completed",
            TimeSpan.FromSeconds(60),
            () => "the issue is filed"
        );
        Assert.Equal("completed", (await (await mona.Api.Get("/issues")).Json())[0].GetProperty("status").GetString());
        Assert.Single(repository.Issues);
        Assert.Equal(2, mona.Requests.Count(request => request.Method == "POST"));
    }
}
