using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.Issues;

/// <summary>Each issue of a user is created once on GitHub, even if silos are killed.</summary>
public sealed class FilingTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Kill_of_the_silo_after_GitHub_created_the_issue_leaves_one_issue()
    {
        await using var fixture = await FilingFixture.Start(silos: 1, apis: 2);
        var id = await fixture.CreateIssue("Add dark mode");
        fixture.GitHub.Faults.Script("POST", "/issues", GitHubFault.Hang.Afterwards());
        var requests = Enumerable.Range(0, 6).Select(n => fixture.File(n, id)).ToArray();
        await Eventually.True(
            () => Task.FromResult(fixture.Repository.Issues.Count == 1),
            MaxWait,
            () => "GitHub has created the issue"
        );
        await fixture.Cluster.Silos[0].Kill();
        Assert.Equal(1, await fixture.CountReminders()); // The reminder finishes the filing without another request.
        await fixture.Cluster.AddSilo();
        Assert.All(await Task.WhenAll(requests), number => Assert.Equal(1, number));
        Assert.Equal(1, await fixture.File(0, id));
        Assert.Equal("Add dark mode", Assert.Single(fixture.Repository.Issues).Title);
        Assert.Single(fixture.GitHub.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Secondary_limit_and_a_killed_silo_leave_each_issue_filed_once()
    {
        await using var fixture = await FilingFixture.Start(silos: 2, apis: 2);
        (fixture.GitHub.Limits.WritesUntilPause, fixture.GitHub.Limits.Pause) = (20, TimeSpan.FromSeconds(6));
        var ids = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => fixture.CreateIssue($"issue {n}")));
        var requests = ids.SelectMany(
                (id, n) => Enumerable.Range(0, n % 3 == 0 ? 2 : 1).Select(node => (id, Number: fixture.File(node, id)))
            )
            .ToArray();
        await Eventually.True(
            () => Task.FromResult(fixture.GitHub.Requests.Any(request => request is { Method: "POST", Status: 403 })),
            MaxWait,
            () => "GitHub refuses a request with the secondary limit"
        );
        await fixture.Cluster.Silos[0].Kill();
        await Task.WhenAll(requests.Select(request => request.Number));
        var numbers = requests.Select(request => (request.id, Number: request.Number.Result)).Distinct().ToArray();
        Assert.Equal(Enumerable.Range(1, 24), numbers.Select(request => request.Number).Order());
        Assert.Equal(
            Enumerable.Range(0, 24).Select(n => $"issue {n}").Order(StringComparer.Ordinal),
            fixture.Repository.Issues.Select(issue => issue.Title).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, fixture.GitHub.Limits.TooEarly);
        Assert.True(
            fixture.Repository.Issues[20].CreatedAt - fixture.Repository.Issues[19].CreatedAt >= TimeSpan.FromSeconds(6)
        );
    }

    /// <summary>A cluster and a fake GitHub with a person and a repository.</summary>
    private sealed class FilingFixture : IAsyncDisposable
    {
        private readonly List<HttpClient> _nodes = [];

        public required GitHubServer GitHub { get; init; }
        public required Cluster Cluster { get; init; }
        public required FakeRepository Repository { get; init; }

        public static async Task<FilingFixture> Start(int silos, int apis)
        {
            var github = await GitHubServer.Start();
            var mona = github.People.Add("mona");
            var cluster = await Cluster.Start(
                silos,
                apis,
                new Dictionary<string, string>
                {
                    ["GITHUB_WEB_URL"] = github.Web.AbsoluteUri,
                    ["GITHUB_API_URL"] = github.Api.AbsoluteUri,
                }
            );
            var fixture = new FilingFixture
            {
                GitHub = github,
                Cluster = cluster,
                Repository = github.Repositories.Add(mona, "lisa"),
            };
            foreach (var api in cluster.Apis)
            {
                var node = new HttpClient { BaseAddress = api.Url, Timeout = MaxWait };
                using var login = await node.PostAsJsonAsync(
                    "/auth/token",
                    new { github_token = github.People.NewToken(mona) }
                );
                node.DefaultRequestHeaders.Authorization = new(
                    "Bearer",
                    (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
                );
                fixture._nodes.Add(node);
            }
            return fixture;
        }

        public async Task<string> CreateIssue(string title)
        {
            using var response = await _nodes[0]
                .PostAsJsonAsync(
                    "/issues",
                    new
                    {
                        title,
                        repo_owner = "mona",
                        repo_name = "lisa",
                    }
                );
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("issue_id").GetString()!;
        }

        /// <summary>
        /// Repeats the request until the issue is filed. After a lost silo or a rate limit the response asks to retry.
        /// </summary>
        public async Task<int> File(int node, string id)
        {
            var (number, text) = (0, "");
            await Eventually.True(
                async () =>
                {
                    using var response = await _nodes[node % _nodes.Count]
                        .PostAsync(new Uri($"/issues/{id}/create-github-issue", UriKind.Relative), null);
                    text = await response.Content.ReadAsStringAsync();
                    Assert.True(response.IsSuccessStatusCode || (int)response.StatusCode is 429 or >= 502, text);
                    if (response.IsSuccessStatusCode)
                        number = JsonDocument
                            .Parse(text)
                            .RootElement.GetProperty("issue")
                            .GetProperty("github_issue_number")
                            .GetInt32();
                    return response.IsSuccessStatusCode;
                },
                MaxWait,
                () => $"the issue is filed; the last response was {text}"
            );
            return number;
        }

        public async Task<long> CountReminders()
        {
            await using var connection = await Postgres.Connect(Cluster.Database);
            await using var count = new NpgsqlCommand(
                "SELECT count(*) FROM OrleansRemindersTable WHERE ReminderName = 'filing'",
                connection
            );
            return (long)(await count.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync()
        {
            _nodes.ForEach(node => node.Dispose());
            await Cluster.DisposeAsync();
            await GitHub.DisposeAsync();
        }
    }
}
