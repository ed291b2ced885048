using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>A GitHub that fails while issues are filed: each is filed once, and who talks notices nothing.</summary>
[Collection(nameof(FaultFixture))]
public sealed class GitHubTests(FaultFixture world)
{
    private const int Issues = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Faults =>
        Length.IsLong
            ? ["hangs", "is cut off when the issue is made", "says 429", "says 500 when the issue is made"]
            : ["hangs", "says 500 when the issue is made"];

    [Theory, MemberData(nameof(Faults))]
    public Task GitHub_that_fails_gets_every_issue_once(string how) =>
        world.Under($"GitHub {how}, {Issues} issues being filed", TimeSpan.FromSeconds(5), async () =>
        {
            var filer = world.GitHub.People.Add($"filer-{Guid.NewGuid():N}"[..20]);
            var repository = world.GitHub.Repositories.Add(filer, "work");
            using var client = await SignIn(filer);
            var made = await Task.WhenAll(Enumerable.Range(0, Issues).Select(n => Make(client, filer.Login, n)));
            var fault = how switch
            {
                "hangs" => GitHubFault.Hang,
                "is cut off when the issue is made" => GitHubFault.Cut.Afterwards(),
                "says 429" => GitHubFault.Answer(429, """{"message":"slower"}""", ("retry-after", "1")),
                _ => GitHubFault.Answer(500).Afterwards(),
            };
            world.GitHub.Faults.Script("POST", $"{repository.FullName}/issues", fault);
            var broken = Stopwatch.GetTimestamp();
            await Task.WhenAll(made.Select(id => File(client, id)));
            Assert.Equal(
                Enumerable.Range(0, Issues).Select(n => $"Issue {n}"),
                repository.Issues.Select(issue => issue.Title).Order(StringComparer.Ordinal)
            );
            return broken;
        });

    private async Task<HttpClient> SignIn(GitHubPerson person)
    {
        var client = new HttpClient { BaseAddress = world.Node(), Timeout = Patience };
        using var answer = await client.PostAsJsonAsync(
            "/auth/token",
            new { github_token = world.GitHub.People.NewToken(person) }
        );
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
        );
        return client;
    }

    private static async Task<string> Make(HttpClient client, string owner, int n)
    {
        using var answer = await client.PostAsJsonAsync(
            "/issues/",
            new
            {
                title = $"Issue {n}",
                repo_owner = owner,
                repo_name = "work",
            }
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("issue_id").GetString()!;
    }

    /// <summary>Asks until it is filed.</summary>
    private static Task File(HttpClient client, string id) =>
        Eventually.True(
            async () =>
            {
                using var answer = await client.PostAsync(
                    new Uri($"/issues/{id}/create-github-issue", UriKind.Relative),
                    null
                );
                Assert.True(
                    answer.IsSuccessStatusCode
                        || answer.StatusCode
                            is HttpStatusCode.TooManyRequests
                                or HttpStatusCode.BadGateway
                                or HttpStatusCode.GatewayTimeout
                                or HttpStatusCode.ServiceUnavailable,
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                );
                return answer.IsSuccessStatusCode;
            },
            Patience,
            () => $"issue {id} is filed"
        );
}
