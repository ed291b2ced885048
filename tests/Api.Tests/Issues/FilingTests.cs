using System.Text.Json;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.Issues;

/// <summary>
/// Whatever happens on the way, a user's issue becomes one issue on GitHub, and all who ask are told which.
/// </summary>
public sealed class FilingTests(GrainCluster cluster)
{
    [Fact]
    public async Task File_asked_20_times_at_once_makes_one_issue_and_tells_everyone()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => File(mona, id)));
        Assert.All(answers, answer => Assert.Equal(1, Number(answer)));
        Assert.Equal("Add dark mode", Assert.Single(repository.Issues).Title);
        Assert.Equal(1, Number(await File(mona, id)));
        Assert.Single(repository.Issues);
        Assert.Equal("completed", answers[0].GetProperty("issue").GetProperty("status").GetString());
        Assert.Equal(
            answers[0].GetProperty("github_url").GetString(),
            answers[0].GetProperty("issue").GetProperty("github_issue_url").GetString()
        );
    }

    public static TheoryData<string> LostAnswers => ["cut", "500"];

    [Theory, MemberData(nameof(LostAnswers))]
    public async Task File_whose_answer_is_lost_finds_the_issue_that_was_made(string how)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        cluster.Rest.Faults.Script(
            "POST",
            $"{repository.FullName}/issues".ToLowerInvariant(),
            (how == "cut" ? GitHubFault.Cut : GitHubFault.Answer(500)).Afterwards()
        );
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => File(mona, id)));
        Assert.All(answers, answer => Assert.Equal(1, Number(answer)));
        Assert.Single(repository.Issues);
        Assert.Single(mona.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task File_sends_the_labels_of_the_preview()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var made = await (
            await mona.Api.Post(
                "/issues/create-with-context",
                $$"""{"title":"Add dark mode","repository_info":{{Issuing.Info(repository)}} }"""
            )
        ).Json();
        var id = made.GetProperty("user_issue").GetProperty("issue_id").GetString()!;
        await File(mona, id);
        Assert.Equal(
            ["enhancement", "priority-medium", "yudai-assistant"],
            Assert.Single(repository.Issues).Labels.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task File_of_an_issue_without_a_repository_is_422()
    {
        await using var mona = await Caller.SignIn(cluster);
        var made = await (await mona.Api.Post("/issues/", """{"title":"t"}""")).Json();
        await (
            await mona.Api.Post($"/issues/{made.GetProperty("issue_id").GetString()}/create-github-issue", "")
        ).IsProblem(422);
    }

    [Fact]
    public async Task File_where_GitHub_refuses_tells_why_and_may_be_tried_again()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        var id = await mona.Make(repository);
        repository.HasIssues = false;
        await (await mona.Api.Post($"/issues/{id}/create-github-issue", "")).IsProblem(410);
        repository.HasIssues = true;
        Assert.Equal(1, Number(await File(mona, id)));
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task File_of_another_users_issue_is_404()
    {
        await using var mona = await Caller.SignIn(cluster);
        await using var other = await Caller.SignIn(cluster, "other");
        var repository = mona.Add();
        var id = await mona.Make(repository);
        await (await other.Api.Post($"/issues/{id}/convert-to-github", "")).IsProblem(404);
        await (await other.Api.Get($"/issues/{id}")).IsProblem(404);
        Assert.Empty(repository.Issues);
    }

    private static async Task<JsonElement> File(Caller mona, string id) => await (await mona.File(id)).Json();

    private static int Number(JsonElement answer) =>
        answer.GetProperty("issue").GetProperty("github_issue_number").GetInt32();
}
