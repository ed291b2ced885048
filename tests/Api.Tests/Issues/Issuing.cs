using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.Issues;

/// <summary>What callers do with issues.</summary>
internal static class Issuing
{
    /// <summary>An issue for a repository; its id.</summary>
    public static async Task<string> Make(this Caller caller, FakeRepository repository, string title = "Add dark mode")
    {
        var made = await (
            await caller.Api.Post(
                "/issues",
                $$"""{"title":"{{title}}","description":"Please",{{Names(repository)}} }"""
            )
        ).Json();
        return made.GetProperty("issue_id").GetString()!;
    }

    public static Task<HttpResponseMessage> File(this Caller caller, string id) =>
        caller.Api.Post($"/issues/{id}/create-github-issue", "");

    /// <summary>The repository as <c>repository_info</c>.</summary>
    public static string Info(FakeRepository repository) =>
        $$"""{"owner":"{{repository.Owner.Login}}","name":"{{repository.Name}}"}""";

    /// <summary>The repository as <c>repo_owner</c> and <c>repo_name</c>.</summary>
    public static string Names(FakeRepository repository) =>
        $"\"repo_owner\":\"{repository.Owner.Login}\",\"repo_name\":\"{repository.Name}\"";
}
