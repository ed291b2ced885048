using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>
/// A GitHub that fails while issues are filed. Each issue is filed once, and the sessions are not affected.
/// </summary>
[Collection(nameof(FaultFixture))]
public sealed class GitHubTests(FaultFixture fixture)
{
    private const int Issues = 5;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Faults =>
        TestDuration.IsLong
            ? ["hangs", "breaks off after creating an issue", "responds with 429", "responds with 500 to a new issue"]
            : ["hangs", "responds with 500 to a new issue"];

    [Theory, MemberData(nameof(Faults))]
    public Task Failing_GitHub_gets_every_issue_once(string fault) =>
        fixture.RunUnderLoad($"GitHub {fault}, {Issues} issues being filed", TimeSpan.FromSeconds(5), async () =>
        {
            var filer = fixture.GitHub.People.Add($"filer-{Guid.NewGuid():N}"[..20]);
            var repository = fixture.GitHub.Repositories.Add(filer, "work");
            using var client = await SignIn(filer);
            var ids = await Task.WhenAll(Enumerable.Range(0, Issues).Select(n => CreateIssue(client, filer.Login, n)));
            var scripted = fault switch
            {
                "hangs" => GitHubFault.Hang,
                "breaks off after creating an issue" => GitHubFault.Cut.Afterwards(),
                "responds with 429" => GitHubFault.Answer(429, """{"message":"slower"}""", ("retry-after", "1")),
                _ => GitHubFault.Answer(500).Afterwards(),
            };
            fixture.GitHub.Faults.Script("POST", $"{repository.FullName}/issues", scripted);
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(ids.Select(id => File(client, id)));
            Assert.Equal(
                Enumerable.Range(0, Issues).Select(n => $"Issue {n}"),
                repository.Issues.Select(issue => issue.Title).Order(StringComparer.Ordinal)
            );
            return start;
        });

    private async Task<HttpClient> SignIn(GitHubPerson person)
    {
        var client = new HttpClient { BaseAddress = fixture.NextNode(), Timeout = MaxWait };
        using var response = await client.PostAsJsonAsync(
            "/auth/token",
            new { github_token = fixture.GitHub.People.NewToken(person) }
        );
        response.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
        );
        return client;
    }

    private static async Task<string> CreateIssue(HttpClient client, string owner, int n)
    {
        using var response = await client.PostAsJsonAsync(
            "/issues/",
            new
            {
                title = $"Issue {n}",
                repo_owner = owner,
                repo_name = "work",
            }
        );
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("issue_id").GetString()!;
    }

    /// <summary>Repeats the request until the issue is filed.</summary>
    private static Task File(HttpClient client, string id) =>
        Eventually.True(
            async () =>
            {
                using var response = await client.PostAsync(
                    new Uri($"/issues/{id}/create-github-issue", UriKind.Relative),
                    null
                );
                Assert.True(
                    response.IsSuccessStatusCode
                        || response.StatusCode
                            is HttpStatusCode.TooManyRequests
                                or HttpStatusCode.BadGateway
                                or HttpStatusCode.GatewayTimeout
                                or HttpStatusCode.ServiceUnavailable,
                    $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
                );
                return response.IsSuccessStatusCode;
            },
            MaxWait,
            () => $"issue {id} is filed"
        );
}
