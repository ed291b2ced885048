using System.Net;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>Reading GitHub over HTTP: all there, in order, conditional, and only what the caller may see now.</summary>
public sealed class GitHubEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Repositories_of_250_are_all_there_latest_first_and_unchanged_ones_cost_nothing()
    {
        await using var mona = await Caller.SignIn(cluster);
        var start = TimeProvider.System.GetUtcNow();
        for (var n = 0; n < 250; n++)
            mona.Add($"r{n}", isPrivate: n % 2 == 0).UpdatedAt = start.AddSeconds((n * 7) % 250);
        var first = await List(mona, "/github/repositories");
        Assert.Equal(250, first.Select(repository => repository.GetProperty("id").GetInt64()).Distinct().Count());
        Assert.Equal(first.Select(Updated).OrderDescending(), first.Select(Updated));
        await CostsNothing(mona, 3, "/github/repositories");
    }

    [Fact]
    public async Task Issues_120_mixed_with_pulls_and_150_commits_are_all_there_in_order_and_cost_nothing_again()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        for (var n = 1; n <= 240; n++)
            repository.AddIssue($"number {n}", isPull: n % 2 == 0);
        var commits = Enumerable.Range(1, 150).Select(n => repository.Commit($"commit {n}").Sha).Reverse().ToArray();
        repository.Commit("else", "feature/ü #1");
        var at = $"/github/repositories/{repository.FullName}";
        Assert.Equal(
            Enumerable.Range(0, 120).Select(n => 239 - 2 * n),
            (await List(mona, $"{at}/issues")).Select(issue => issue.GetProperty("number").GetInt32())
        );
        Assert.Equal(
            Enumerable.Range(0, 120).Select(n => 240 - 2 * n),
            (await List(mona, $"{at}/pulls?state=all")).Select(pull => pull.GetProperty("number").GetInt32())
        );
        Assert.Equal(
            commits,
            (await List(mona, $"{at}/commits")).Select(commit => commit.GetProperty("sha").GetString())
        );
        Assert.Equal(151, (await List(mona, $"{at}/commits?branch={Uri.EscapeDataString("feature/ü #1")}")).Length);
        Assert.Equal(
            ["feature/ü #1", "main"],
            (await List(mona, $"{at}/branches")).Select(branch => branch.GetProperty("name").GetString())
        );
        await CostsNothing(
            mona,
            10,
            $"{at}/issues",
            $"{at}/pulls?state=all",
            $"{at}/commits",
            $"{at}/commits?branch={Uri.EscapeDataString("feature/ü #1")}",
            $"{at}/branches"
        );
    }

    [Fact]
    public async Task Answers_have_the_fields_of_the_contract()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var (first, second) = (repository.Commit("first"), repository.Commit("second"));
        repository.Change(repository.AddIssue("closed", "text"), issue =>
            issue with
            {
                Closed = true,
                Labels = ["bug"],
                Assignees = [mona.Person],
            }
        );
        repository.Change(repository.AddIssue("merged", isPull: true), issue => issue with { Closed = true });
        var at = $"/github/repositories/{repository.FullName.ToUpperInvariant()}";
        var details = await (await mona.Api.Get(at)).Json();
        Has(
            details,
            "id name full_name private html_url description clone_url language stargazers_count forks_count "
                + "open_issues_count default_branch updated_at created_at pushed_at topics license"
        );
        Assert.Equal(
            (repository.Id, repository.FullName),
            (details.GetProperty("id").GetInt64(), details.GetProperty("full_name").GetString())
        );
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", details.GetProperty("updated_at").GetString()!);
        var issue = (await List(mona, $"{at}/issues?state=closed")).Single();
        Has(issue, "id number html_url title body state user labels assignees created_at updated_at closed_at");
        Has(issue.GetProperty("user"), "login id avatar_url html_url");
        Has(issue.GetProperty("labels")[0], "id name color description");
        Assert.Equal(
            ("closed", mona.Person.Login),
            (issue.GetProperty("state").GetString(), issue.GetProperty("assignees")[0].GetProperty("login").GetString())
        );
        var pull = (await List(mona, $"{at}/pulls?state=closed")).Single();
        Has(
            pull,
            "id number html_url title body state user labels assignees created_at updated_at closed_at merged_at head base"
        );
        var commit = (await List(mona, $"{at}/commits"))[0];
        Has(commit, "sha html_url message author committer parents");
        Has(commit.GetProperty("author"), "name email date");
        Assert.Equal(
            (second.Sha, first.Sha),
            (commit.GetProperty("sha").GetString(), commit.GetProperty("parents")[0].GetProperty("sha").GetString())
        );
        var branch = (await List(mona, $"{at}/branches")).Single();
        Assert.Equal(
            (second.Sha, true),
            (branch.GetProperty("commit").GetProperty("sha").GetString(), branch.GetProperty("protected").GetBoolean())
        );
        Has(branch.GetProperty("commit"), "sha url");
    }

    [Fact]
    public async Task Search_gives_the_same_list_twice()
    {
        await using var mona = await Caller.SignIn(cluster);
        mona.Add($"one-{mona.Person.Login}").Stars = 5;
        mona.Add($"two-{mona.Person.Login}").Stars = 9;
        var found = await (
            await mona.Api.Get($"/github/search/repositories?q={mona.Person.Login}&sort=stars&order=asc")
        ).Json();
        Assert.Equal(
            (2, false),
            (found.GetProperty("total_count").GetInt32(), found.GetProperty("incomplete_results").GetBoolean())
        );
        Assert.Equal(
            [5, 9],
            found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("stargazers_count").GetInt32())
        );
        Assert.Equal(found.GetProperty("items").GetRawText(), found.GetProperty("repositories").GetRawText());
        await CostsNothing(mona, 1, $"/github/search/repositories?q={mona.Person.Login}&sort=stars&order=asc");
    }

    [Fact]
    public async Task Private_repository_is_not_there_for_others_nor_for_its_owner_once_access_is_gone()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var other = await Caller.SignIn(cluster, "other");
        var repository = mona.Add(isPrivate: true);
        repository.Commit("secret");
        repository.AddIssue("secret");
        string[] routes =
        [
            "",
            "/branches",
            "/issues",
            "/issues?state=all",
            "/pulls",
            "/commits",
            "/commits?branch=main",
        ];
        foreach (var route in routes)
        {
            Assert.Equal(
                HttpStatusCode.OK,
                (await mona.Api.Get($"/github/repositories/{repository.FullName}{route}")).StatusCode
            );
            var missing = await (
                await other.Api.Get($"/github/repositories/{mona.Person.Login}/missing{route}")
            ).IsProblem(404);
            Assert.Equal(
                missing.GetProperty("detail").GetString(),
                (await (await other.Api.Get($"/github/repositories/{repository.FullName}{route}")).IsProblem(404))
                    .GetProperty("detail")
                    .GetString()
            );
        }
        repository.Revoked[mona.Person.Id] = true;
        foreach (var route in routes)
            await (await mona.Api.Get($"/github/repositories/{repository.FullName}{route}")).IsProblem(404);
    }

    [Fact]
    public async Task Caller_without_GitHub_reads_what_everybody_may_and_owns_nothing()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var api = await LocalApi.Start(cluster);
        await api.SignIn($"dev{Guid.NewGuid():N}"[..30]);
        var (open, closed) = (mona.Add("open"), mona.Add("closed", isPrivate: true));
        Assert.Equal(0, (await (await api.Get("/github/repositories")).Json()).GetArrayLength());
        Assert.Equal(
            open.Id,
            (await (await api.Get($"/github/repositories/{open.FullName}")).Json()).GetProperty("id").GetInt64()
        );
        await (await api.Get($"/github/repositories/{closed.FullName}")).IsProblem(404);
        await (await api.Post($"/github/repositories/{open.FullName}/issues", """{"title":"t"}""")).IsProblem(401);
        Assert.Empty(open.Issues);
    }

    private static DateTimeOffset Updated(JsonElement repository) =>
        repository.GetProperty("updated_at").GetDateTimeOffset();

    private static async Task<JsonElement[]> List(Caller caller, string path)
    {
        var answer = await caller.Api.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Json()).EnumerateArray()];
    }

    private static void Has(JsonElement json, string fields) =>
        Assert.All(fields.Split(' '), field =>
            Assert.True(json.TryGetProperty(field, out _), $"{field} is missing in {json.GetRawText()}")
        );

    /// <summary>The same again: so many requests, all conditional, all answered 304.</summary>
    private async Task CostsNothing(Caller caller, int requests, params string[] paths)
    {
        var (before, used) = (caller.Requests.Length, cluster.Rest.Limits.Used(caller.Person));
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.OK, (await caller.Api.Get(path)).StatusCode);
        var again = caller.Requests[before..];
        Assert.Equal((requests, used), (again.Length, cluster.Rest.Limits.Used(caller.Person)));
        Assert.All(again, request => Assert.Equal((304, true), (request.Status, request.IfNoneMatch is not null)));
    }
}
