using System.Text.Json;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.Issues;

/// <summary>
/// What issues are written from, and what of it reaches GitHub. The model here repeats what it is asked.
/// </summary>
public sealed class WritingTests(GrainCluster cluster)
{
    private const string Template =
        "---\nname: Feature\nlabels: wish, ui\nassignees: ASSIGNEE\n---\n## What you want\n\n## How one sees that it is done";

    [Fact]
    public async Task Model_writes_from_the_material_and_the_issue_is_what_was_shown()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        repository.Files[".github/ISSUE_TEMPLATE/feature.md"] = Template.Replace(
            "ASSIGNEE",
            mona.Person.Login,
            StringComparison.Ordinal
        );
        var marker = Guid.NewGuid().ToString();
        var body = $$"""
            {"title":"Dark {{marker}}",
            "chat_messages":[{"id":7,"content":"said {{marker}}","isCode":true,"timestamp":"yesterday"}],
            "file_context":[{"id":"x","name":"a.css","path":"src/a.css","type":"INTERNAL","tokens":5,"category":"Web Files"}],
            "repository_info":{{Issuing.Info(repository)}} }
            """;
        var shown = (
            await (
                await mona.Api.Post("/issues/create-with-context?preview_only=true&use_sample_data=false", body)
            ).Json()
        ).GetProperty("github_preview");
        Assert.Equal("llm", shown.GetProperty("metadata").GetProperty("generation_method").GetString());
        var prompt = Assert.Single(cluster.Model.Prompts.Values, text =>
            text.Contains(marker, StringComparison.Ordinal)
        );
        foreach (
            var part in (string[])
                [
                    "You are the architect",
                    $"Dark {marker}",
                    $"User: said {marker}",
                    "src/a.css",
                    "## How one sees that it is done",
                ]
        )
            Assert.Contains(part, prompt, StringComparison.Ordinal);

        var made = await (await mona.Api.Post("/issues/create-with-context?use_sample_data=false", body)).Json();
        var issue = made.GetProperty("user_issue");
        Assert.Equal(shown.GetProperty("body").GetString(), issue.GetProperty("issue_text_raw").GetString());
        Assert.Single(cluster.Model.Prompts.Keys, text => text.Contains(marker, StringComparison.Ordinal));
        Assert.True(issue.GetProperty("tokens_used").GetInt64() > 50);
        await (await mona.File(issue.GetProperty("issue_id").GetString()!)).Json();
        var there = Assert.Single(repository.Issues);
        Assert.Contains($"said {marker}", there.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["enhancement", "priority-medium", "ui", "wish", "yudai-assistant"],
            there.Labels.Order(StringComparer.Ordinal)
        );
        Assert.Equal(mona.Person.Id, there.Assignees.Single().Id);
    }

    [Fact]
    public async Task Sample_follows_the_template_and_an_assignee_without_access_is_dropped_and_said()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        repository.Files[".github/ISSUE_TEMPLATE/feature.md"] = Template.Replace(
            "ASSIGNEE",
            "a-stranger",
            StringComparison.Ordinal
        );
        var made = await (
            await mona.Api.Post(
                "/issues/create-with-context",
                $$"""{"title":"Dark mode","repository_info":{{Issuing.Info(repository)}},"priority":"low"}"""
            )
        ).Json();
        var preview = made.GetProperty("github_preview");
        Assert.StartsWith(
            "## What you want\n\nDark mode",
            preview.GetProperty("body").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(["a-stranger"], Texts(preview, "assignees"));
        Assert.Equal(["enhancement", "yudai-assistant", "priority-low"], Texts(preview, "labels"));
        var filed = await (await mona.File(made.GetProperty("user_issue").GetProperty("issue_id").GetString()!)).Json();
        Assert.Contains("assignee a-stranger", filed.GetProperty("message").GetString(), StringComparison.Ordinal);
        var there = Assert.Single(repository.Issues);
        Assert.Equal((3, 0), (there.Labels.Count, there.Assignees.Count));
    }

    [Fact]
    public async Task Labels_that_GitHub_leaves_out_for_a_guest_are_said()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var guest = await Caller.SignIn(cluster, "guest");
        var repository = mona.Add();
        var made = await (
            await guest.Api.Post(
                "/issues/create-with-context",
                $$"""{"title":"Dark mode","repository_info":{{Issuing.Info(repository)}} }"""
            )
        ).Json();
        var filed = await (
            await guest.File(made.GetProperty("user_issue").GetProperty("issue_id").GetString()!)
        ).Json();
        Assert.Contains("label enhancement", filed.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(repository.Issues).Labels);
    }

    [Fact]
    public async Task Preview_when_the_model_fails_is_a_plain_summary()
    {
        await using var mona = await Caller.SignIn(cluster);
        var answer = await (
            await mona.Api.Post(
                "/issues/create-with-context?use_sample_data=false",
                """{"title":"Dark @fail","chat_messages":[{"content":"It is too bright"}]}"""
            )
        ).Json();
        var preview = answer.GetProperty("github_preview");
        Assert.Equal("summary", preview.GetProperty("metadata").GetProperty("generation_method").GetString());
        Assert.Contains("> It is too bright", preview.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            preview.GetProperty("body").GetString(),
            answer.GetProperty("user_issue").GetProperty("issue_text_raw").GetString()
        );
    }

    [Fact]
    public async Task Preview_while_GitHub_fails_or_is_silent_does_without()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        foreach (var fault in (GitHubFault[])[GitHubFault.Answer(503), GitHubFault.Hang])
        {
            cluster.Rest.Faults.Script($"{repository.FullName}/issues".ToLowerInvariant(), fault, fault, fault);
            cluster.Rest.Faults.Script(
                $"{repository.FullName}/contents/.github".ToLowerInvariant(),
                fault,
                fault,
                fault
            );
            var answer = await (
                await mona.Api.Post(
                    "/issues/create-with-context?preview_only=true",
                    $$"""{"title":"Dark mode","repository_info":{{Issuing.Info(repository)}} }"""
                )
            ).Json();
            Assert.Equal(
                (true, 0),
                (answer.GetProperty("success").GetBoolean(), answer.GetProperty("similar_issues").GetArrayLength())
            );
        }
    }

    [Theory]
    [InlineData("/issues/from-chat")]
    [InlineData("/daifu/chat/create-issue")]
    public async Task Talk_becomes_an_issue_with_its_words_the_chosen_cards_of_any_session_and_the_files(string route)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var marker = Guid.NewGuid().ToString();
        var card = (
            await (
                await mona.Api.Post(
                    $"/daifu/sessions/{await Open(mona, repository, "elsewhere")}/context-cards",
                    $$"""{"title":"Colours","content":"black {{marker}}","source":"manual"}"""
                )
            ).Json()
        )
            .GetProperty("id")
            .GetString();
        var talk = await Open(mona, repository, "main");
        await (
            await mona.Api.Post(
                "/daifu/chat/daifu",
                $$"""{"conversation_id":"{{talk}}","message":{"content":"Too bright {{marker}}"} }"""
            )
        ).Json();
        var body = $$"""
            {"conversation_id":"{{talk}}","message":{"content":"Make it dark {{marker}}","is_code":false},
            "context_cards":[{{card}}],"file_context":["src/page.css"],"client_message_id":"{{marker}}"}
            """;
        var answers = new List<JsonElement>();
        for (var n = 0; n < 2; n++)
            answers.Add(await (await mona.Api.Post(route, body)).Json());
        var issue = answers[0].TryGetProperty("issue", out var inside) ? inside : answers[0];
        // the same words with the same id
        Assert.Equal(issue.GetProperty("issue_id").GetString(), answers[1].GetProperty("issue_id").GetString());
        Assert.Equal(
            (talk, repository.Name, card),
            (
                issue.GetProperty("conversation_id").GetString(),
                issue.GetProperty("repo_name").GetString(),
                issue.GetProperty("context_cards")[0].GetString()
            )
        );
        var prompt = Assert.Single(cluster.Model.Prompts.Values, text =>
            text.Contains(marker, StringComparison.Ordinal)
            && text.Contains("You are the architect", StringComparison.Ordinal)
        );
        foreach (
            var part in (string[])
                [
                    $"User: Too bright {marker}",
                    "DAifu: You said",
                    $"Make it dark {marker}",
                    $"Colours\nblack {marker}",
                    "src/page.css",
                ]
        )
            Assert.Contains(part, prompt, StringComparison.Ordinal);
        Assert.Equal(
            1,
            (await (await mona.Api.Get($"/daifu/chat/sessions/{talk}/statistics")).Json())
                .GetProperty("user_issues_count")
                .GetInt32()
        );
        Assert.Equal(
            1,
            (await (await mona.Api.Get("/issues/statistics")).Json()).GetProperty("issues_with_sessions").GetInt32()
        );
    }

    [Fact]
    public async Task Talk_that_was_not_begun_yet_is_begun()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var issue = await (
            await mona.Api.Post(
                "/issues/from-chat",
                $$"""{"conversation_id":"fresh","message":{"content":"Make it dark"},{{Issuing.Names(repository)}} }"""
            )
        ).Json();
        Assert.Equal(
            ("fresh", repository.Name),
            (issue.GetProperty("conversation_id").GetString(), issue.GetProperty("repo_name").GetString())
        );
        Assert.Equal(
            1,
            (await (await mona.Api.Get("/daifu/chat/sessions/fresh/statistics")).Json())
                .GetProperty("user_issues_count")
                .GetInt32()
        );
    }

    [Fact]
    public async Task Cards_of_others_are_never_read()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var other = await Caller.SignIn(cluster, "other");
        var marker = Guid.NewGuid().ToString();
        var card = (
            await (
                await mona.Api.Post(
                    $"/daifu/sessions/{await Open(mona, mona.Add(), "main")}/context-cards",
                    $$"""{"title":"Secret","content":"{{marker}}","source":"manual"}"""
                )
            ).Json()
        )
            .GetProperty("id")
            .GetString();
        var issue = await (
            await other.Api.Post(
                "/issues/from-chat",
                $$"""{"conversation_id":"mine","message":{"content":"Make it dark"},"context_cards":["{{card}}"]}"""
            )
        ).Json();
        Assert.DoesNotContain(marker, issue.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Model.Prompts.Values, text => text.Contains(marker, StringComparison.Ordinal));
    }

    private static async Task<string> Open(Caller mona, FakeRepository repository, string branch) =>
        (
            await (
                await mona.Api.Post(
                    "/daifu/sessions",
                    $$"""{ {{Issuing.Names(repository)}},"repo_branch":"{{branch}}"}"""
                )
            ).Json()
        )
            .GetProperty("session_id")
            .GetString()!;

    private static string?[] Texts(JsonElement json, string field) =>
        [.. json.GetProperty(field).EnumerateArray().Select(text => text.GetString())];
}
