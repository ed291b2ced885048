using System.Net;
using System.Text.Json;
using YudaiV3.Api.Tests.GitHub;

namespace YudaiV3.Api.Tests.RepoIngest;

public sealed class IngestEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Extract_of_a_private_repository_answers_its_tree_and_graph()
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = caller.Add("lisa", isPrivate: true);
        repository.Commit("first");
        (repository.Files["src/a.js"], repository.Files["src/b.js"], repository.Files["README.md"]) = (
            "import './b.js';\n",
            "export {};\n",
            "Hello world"
        );
        var tree = await Extract(caller, repository.FullName);

        Assert.Equal(
            ("root", "lisa", true, true),
            (
                Text(tree, "id"),
                Text(tree, "name"),
                tree.GetProperty("isDirectory").GetBoolean(),
                tree.GetProperty("expanded").GetBoolean()
            )
        );
        Assert.False(tree.GetProperty("truncated").GetBoolean());
        Assert.Equal(
            ["README.md", "src"],
            tree.GetProperty("children").EnumerateArray().Select(node => Text(node, "name"))
        );
        Assert.Equal(2, tree.GetProperty("children")[0].GetProperty("tokens").GetInt32());

        var found = await (
            await caller.Api.Get(
                $"/filedeps/repositories?repo_url=https%3A%2F%2F{cluster.Rest.Web.Authority}%2F{caller.Person.Login}%2Flisa"
            )
        ).Json();
        Assert.Equal(
            ("main", "lisa", 3),
            (Text(found, "branch"), Text(found, "name"), found.GetProperty("total_files").GetInt32())
        );
        var graph = await (
            await caller.Api.Get($"/filedeps/repositories/{found.GetProperty("id").GetInt64()}/graph")
        ).Json();
        Assert.Equal(
            ("src/a.js", "src/b.js"),
            (Text(graph.GetProperty("edges")[0], "from"), Text(graph.GetProperty("edges")[0], "to"))
        );

        await using var stranger = await Caller.SignIn(cluster);
        await (await stranger.Api.Get($"/filedeps/repositories/{found.GetProperty("id").GetInt64()}")).IsProblem(404);
        await (await stranger.Api.Get($"/filedeps/repositories/{found.GetProperty("id").GetInt64()}/graph")).IsProblem(
            404
        );
        await (await stranger.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}""")).IsProblem(
            404
        );
    }

    [Fact]
    public async Task Extract_shows_the_token_to_the_api_alone()
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = caller.Add();
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        await Extract(caller, repository.FullName);
        var downloads = cluster
            .Rest.Requests.Where(request =>
                request.Path.Contains($"codeload/{repository.FullName}", StringComparison.Ordinal)
            )
            .ToArray();
        Assert.Null(Assert.Single(downloads).Authorization);
        Assert.Contains(caller.Requests, request => request.Path.Contains("/tarball/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extract_by_fifty_at_once_downloads_once()
    {
        await using var caller = await Caller.SignIn(cluster);
        await using var strict = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=0", "GITHUB_CLIENT_ID=the-app");
        strict.Http.DefaultRequestHeaders.Authorization = caller.Api.Http.DefaultRequestHeaders.Authorization;
        var repository = caller.Add();
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => strict.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}"""))
        );
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, repository.Downloads);
    }

    [Fact]
    public async Task Extract_without_waiting_tells_where_to_look()
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = caller.Add();
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        using var answer = await caller.Api.Post(
            "/filedeps/extract",
            $$"""{"repo_url":"{{repository.FullName}}","wait":false}"""
        );
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var started = await answer.Json();
        Assert.Equal($"/filedeps/ingests/{Text(started, "ingest_id")}", Text(started, "status_url"));
        await Extract(caller, repository.FullName);
        var status = await (await caller.Api.Get(Text(started, "status_url"))).Json();
        Assert.Equal(
            ("completed", 100, 1),
            (
                Text(status, "status"),
                status.GetProperty("percent").GetDouble(),
                status.GetProperty("files_done").GetInt32()
            )
        );
        await using var stranger = await Caller.SignIn(cluster);
        await (await stranger.Api.Get(Text(started, "status_url"))).IsProblem(404);
        await (await stranger.Api.Get("/filedeps/ingests/nonsense")).IsProblem(404);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"repo_url":"https://elsewhere.example/owner/name"}""")]
    [InlineData("""{"repo_url":"/etc"}""", 404)]
    [InlineData("""{"repo_url":"owner/.."}""")]
    [InlineData("""{"repo_url":"owner/name","path":"../x"}""")]
    [InlineData("""{"repo_url":"owner/name","include":7}""")]
    [InlineData("""{"repo_url":"nobody/nothing"}""", 404)]
    public async Task Extract_of_what_is_no_repository_is_refused(string body, int status = 422)
    {
        await using var caller = await Caller.SignIn(cluster);
        await (await caller.Api.Post("/filedeps/extract", body)).IsProblem(status);
    }

    [Fact]
    public async Task Extract_too_often_is_refused_for_a_minute()
    {
        await using var caller = await Caller.SignIn(cluster);
        await using var strict = await LocalApi.Start(cluster, "RATE_LIMIT_INGEST=1", "GITHUB_CLIENT_ID=the-app");
        strict.Http.DefaultRequestHeaders.Authorization = caller.Api.Http.DefaultRequestHeaders.Authorization;
        await strict.Post("/filedeps/extract", """{"repo_url":"nobody/nothing"}""");
        using var refused = await strict.Post("/filedeps/extract", """{"repo_url":"nobody/nothing"}""");
        await refused.IsProblem(429);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    internal static async Task<JsonElement> Extract(Caller caller, string repository)
    {
        using var answer = await caller.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository}}"}""");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
