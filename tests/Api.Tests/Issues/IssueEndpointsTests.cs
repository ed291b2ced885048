using YudaiV3.Api.Tests.GitHub;

namespace YudaiV3.Api.Tests.Issues;

/// <summary>Making, listing and moving issues, and writing them.</summary>
public sealed class IssueEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Create_falls_back_from_text_to_description_to_title()
    {
        await using var mona = await Caller.SignIn(cluster);
        var bare = await (await mona.Api.Post("/issues", """{"title":"t"}""")).Json();
        Assert.Equal(
            ("t", "medium", "pending"),
            (
                bare.GetProperty("issue_text_raw").GetString(),
                bare.GetProperty("priority").GetString(),
                bare.GetProperty("status").GetString()
            )
        );
        var described = await (
            await mona.Api.Post(
                "/issues/",
                """{"title":"t","description":"d","priority":"high","issue_steps":["one"],"context_cards":[5]}"""
            )
        ).Json();
        Assert.Equal(
            ("d", "high", "one", "5"),
            (
                described.GetProperty("issue_text_raw").GetString(),
                described.GetProperty("priority").GetString(),
                described.GetProperty("issue_steps")[0].GetString(),
                described.GetProperty("context_cards")[0].GetString()
            )
        );
        var read = await (await mona.Api.Get($"/issues/{described.GetProperty("issue_id").GetString()}")).Json();
        Assert.Equal(described.ToString(), read.ToString());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"title":" "}""")]
    [InlineData("""{"title":"t","priority":"urgent"}""")]
    [InlineData("""{"title":"t","repo_owner":"only"}""")]
    public async Task Create_with_wrong_values_is_422(string body)
    {
        await using var mona = await Caller.SignIn(cluster);
        await (await mona.Api.Post("/issues", body)).IsProblem(422);
        Assert.Equal("[]", (await (await mona.Api.Get("/issues")).Json()).ToString());
    }

    [Fact]
    public async Task Create_in_a_session_links_both_and_takes_its_repository()
    {
        await using var mona = await Caller.SignIn(cluster);
        var talk = (
            await (await mona.Api.Post("/daifu/sessions", """{"repo_owner":"octo","repo_name":"cat"}""")).Json()
        )
            .GetProperty("session_id")
            .GetString();
        var issue = await (await mona.Api.Post("/issues", $$"""{"title":"t","conversation_id":"{{talk}}"}""")).Json();
        Assert.Equal(
            (talk, "octo", "cat"),
            (
                issue.GetProperty("conversation_id").GetString(),
                issue.GetProperty("repo_owner").GetString(),
                issue.GetProperty("repo_name").GetString()
            )
        );
        var figures = await (await mona.Api.Get($"/daifu/chat/sessions/{talk}/statistics")).Json();
        Assert.Equal(1, figures.GetProperty("user_issues_count").GetInt32());
        await (await mona.Api.Post("/issues", """{"title":"t","conversation_id":"nowhere"}""")).IsProblem(404);
    }

    [Fact]
    public async Task Move_follows_the_status_machine_from_query_or_body()
    {
        await using var mona = await Caller.SignIn(cluster);
        var path =
            $"/issues/{(await (await mona.Api.Post("/issues", """{"title":"t"}""")).Json()).GetProperty("issue_id").GetString()}/status";
        await (await mona.Api.Put(path, """{"status":"completed"}""")).IsProblem(409);
        await (await mona.Api.Put($"{path}?status=processing", "")).Json();
        var failed = await (
            await mona.Api.Put(
                path,
                """{"status":"failed","processing_time":12.5,"tokens_used":7,"agent_response":"no"}"""
            )
        ).Json();
        Assert.Equal(
            ("failed", 12.5, 7),
            (
                failed.GetProperty("status").GetString(),
                failed.GetProperty("processing_time").GetDouble(),
                failed.GetProperty("tokens_used").GetInt32()
            )
        );
        await (await mona.Api.Put($"{path}?status=pending", "")).Json();
        await (await mona.Api.Put($"{path}?status=done", "")).IsProblem(422);
        await (await mona.Api.Put(path, "{}")).IsProblem(422);
    }

    [Fact]
    public async Task List_is_newest_first_and_filtered_and_figures_add_up()
    {
        await using var mona = await Caller.SignIn(cluster);
        foreach (var n in Enumerable.Range(0, 70))
            await (
                await mona.Api.Post(
                    "/issues",
                    $$"""{"title":"t{{n}}","priority":"{{(n % 2 == 0 ? "low" : "high")}}"}"""
                )
            ).Json();
        var low = await (await mona.Api.Get("/issues/?priority=low&limit=40")).Json();
        Assert.Equal(
            Enumerable.Range(0, 35).Select(n => $"t{68 - 2 * n}"),
            low.EnumerateArray().Select(issue => issue.GetProperty("title").GetString())
        );
        Assert.Equal(50, (await (await mona.Api.Get("/issues")).Json()).GetArrayLength());
        await (await mona.Api.Get("/issues?limit=101")).IsProblem(422);
        await (await mona.Api.Get("/issues?status=done")).IsProblem(422);
        var figures = await (await mona.Api.Get("/issues/statistics")).Json();
        Assert.Equal(
            (70, 70, 0d),
            (
                figures.GetProperty("total_issues").GetInt32(),
                figures.GetProperty("pending_issues").GetInt32(),
                figures.GetProperty("success_rate").GetDouble()
            )
        );
    }

    [Fact]
    public async Task List_shows_every_change_at_once_and_only_the_callers_own()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var other = await Caller.SignIn(cluster, "other");
        for (var n = 0; n < 3; n++)
        {
            var id = (await (await mona.Api.Post("/issues", $$"""{"title":"t{{n}}"}""")).Json())
                .GetProperty("issue_id")
                .GetString();
            Assert.Equal(n + 1, (await (await mona.Api.Get("/issues")).Json()).GetArrayLength());
            await (await mona.Api.Put($"/issues/{id}/status?status=processing", "")).Json();
            Assert.Equal(
                "processing",
                (await (await mona.Api.Get("/issues")).Json())[0].GetProperty("status").GetString()
            );
            Assert.Equal(0, (await (await mona.Api.Get("/issues?status=pending")).Json()).GetArrayLength());
            Assert.Equal("[]", (await (await other.Api.Get("/issues")).Json()).ToString());
        }
        var list = await mona.Api.Get("/issues/?limit=2");
        Assert.Equal("application/json", list.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["t2", "t1"],
            (await list.Json()).EnumerateArray().Select(issue => issue.GetProperty("title").GetString())
        );
    }

    [Fact]
    public async Task Preview_of_samples_makes_nothing()
    {
        await using var mona = await Caller.SignIn(cluster);
        var answer = await (
            await mona.Api.Post(
                "/issues/create-with-context?preview_only=true",
                """
                {"title":"Dark mode","chat_messages":[{"id":"1","content":"Please add it","isCode":false,"timestamp":"x"}],
                "file_context":[{"id":1,"name":"a.css","type":"file","tokens":12,"category":"style"}],"priority":"high"}
                """
            )
        ).Json();
        var preview = answer.GetProperty("github_preview");
        var metadata = preview.GetProperty("metadata");
        Assert.Equal(
            ["enhancement", "yudai-assistant", "priority-high"],
            preview.GetProperty("labels").EnumerateArray().Select(label => label.GetString())
        );
        Assert.Equal(
            (1, 1, 12, "sample"),
            (
                metadata.GetProperty("chat_messages_count").GetInt32(),
                metadata.GetProperty("file_context_count").GetInt32(),
                metadata.GetProperty("total_tokens").GetInt32(),
                metadata.GetProperty("generation_method").GetString()
            )
        );
        Assert.Contains("Please add it", preview.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, preview.GetProperty("assignees").GetArrayLength());
        Assert.Equal("[]", (await (await mona.Api.Get("/issues")).Json()).ToString());
    }

    [Fact]
    public async Task Preview_shows_likely_duplicates()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var parts = repository.FullName.Split('/');
        await (
            await mona.Api.Post(
                $"/github/repositories/{repository.FullName}/issues",
                """{"title":"Dark mode for the settings page"}"""
            )
        ).Json();
        var answer = await (
            await mona.Api.Post(
                "/issues/create-with-context?preview_only=true",
                $$"""{"title":"Dark mode for settings page","repository_info":{"owner":"{{parts[0]}}","name":"{{parts[1]}}"} }"""
            )
        ).Json();
        var similar = Assert.Single(answer.GetProperty("similar_issues").EnumerateArray());
        Assert.Equal(1, similar.GetProperty("number").GetInt32());
        Assert.InRange(similar.GetProperty("score").GetDouble(), 0.3, 1);
    }

    [Fact]
    public async Task Create_issue_of_a_talk_takes_both_shapes()
    {
        await using var mona = await Caller.SignIn(cluster);
        var talk = (
            await (await mona.Api.Post("/daifu/sessions", """{"repo_owner":"octo","repo_name":"cat"}""")).Json()
        )
            .GetProperty("session_id")
            .GetString();
        var titled = await (
            await mona.Api.Post(
                "/daifu/chat/create-issue",
                $$"""{"conversation_id":"{{talk}}","title":"Dark mode","description":"d"}"""
            )
        ).Json();
        Assert.Equal("Dark mode", titled.GetProperty("issue").GetProperty("title").GetString());
        Assert.Equal(
            titled.GetProperty("issue").GetProperty("issue_id").GetString(),
            titled.GetProperty("issue_id").GetString()
        );
        var said = await (
            await mona.Api.Post(
                "/issues/from-chat",
                $$"""{"conversationId":"{{talk}}","message":{"content":"Make the settings page dark"} }"""
            )
        ).Json();
        Assert.Equal(talk, said.GetProperty("conversation_id").GetString());
        await (
            await mona.Api.Post("/daifu/chat/create-issue", """{"conversation_id":"nowhere","title":"t"}""")
        ).IsProblem(404);
        await (await mona.Api.Post("/issues/from-chat", """{"message":{"content":"x"}}""")).IsProblem(422);
    }
}
