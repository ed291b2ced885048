using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.Issues;

/// <summary>One issue on GitHub for each issue of a user, with real processes, whatever happens to them.</summary>
public sealed class FilingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Kill_of_the_silo_before_it_knows_that_GitHub_has_created_leaves_one_issue()
    {
        await using var world = await FaultFixture.Start(silos: 1, apis: 2);
        var id = await world.Make("Add dark mode");
        world.GitHub.Faults.Script("POST", "/issues", GitHubFault.Hang.Afterwards());
        var asking = Enumerable.Range(0, 6).Select(n => world.File(n, id)).ToArray();
        await Eventually.True(
            () => Task.FromResult(world.Repository.Issues.Count == 1),
            Patience,
            () => "GitHub has created the issue"
        );
        await world.Cluster.Silos[0].Kill();
        Assert.Equal(1, await world.Reminders()); // so that it would be finished although nobody asks
        await world.Cluster.AddSilo();
        Assert.All(await Task.WhenAll(asking), number => Assert.Equal(1, number));
        Assert.Equal(1, await world.File(0, id));
        Assert.Equal("Add dark mode", Assert.Single(world.Repository.Issues).Title);
        Assert.Single(world.GitHub.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Secondary_limit_after_20_issues_is_waited_out_and_all_are_filed_once_though_a_silo_is_killed_meanwhile()
    {
        await using var world = await FaultFixture.Start(silos: 2, apis: 2);
        (world.GitHub.Limits.WritesUntilPause, world.GitHub.Limits.Pause) = (20, TimeSpan.FromSeconds(6));
        var ids = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => world.Make($"issue {n}")));
        var asking = ids.SelectMany(
                (id, n) => Enumerable.Range(0, n % 3 == 0 ? 2 : 1).Select(node => (id, Number: world.File(node, id)))
            )
            .ToArray();
        await Eventually.True(
            () => Task.FromResult(world.GitHub.Requests.Any(request => request is { Method: "POST", Status: 403 })),
            Patience,
            () => "GitHub wants to be left alone"
        );
        await world.Cluster.Silos[0].Kill();
        await Task.WhenAll(asking.Select(one => one.Number));
        var numbers = asking.Select(one => (one.id, Number: one.Number.Result)).Distinct().ToArray();
        Assert.Equal(Enumerable.Range(1, 24), numbers.Select(one => one.Number).Order());
        Assert.Equal(
            Enumerable.Range(0, 24).Select(n => $"issue {n}").Order(StringComparer.Ordinal),
            world.Repository.Issues.Select(issue => issue.Title).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, world.GitHub.Limits.TooEarly);
        Assert.True(
            world.Repository.Issues[20].CreatedAt - world.Repository.Issues[19].CreatedAt >= TimeSpan.FromSeconds(6)
        );
    }

    /// <summary>A cluster, and somebody on its GitHub with a repository.</summary>
    private sealed class FaultFixture : IAsyncDisposable
    {
        private readonly List<HttpClient> _nodes = [];

        public required GitHubServer GitHub { get; init; }
        public required Cluster Cluster { get; init; }
        public required FakeRepository Repository { get; init; }

        public static async Task<FaultFixture> Start(int silos, int apis)
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
            var world = new FaultFixture
            {
                GitHub = github,
                Cluster = cluster,
                Repository = github.Repositories.Add(mona, "lisa"),
            };
            foreach (var api in cluster.Apis)
            {
                var node = new HttpClient { BaseAddress = api.Url, Timeout = Patience };
                using var login = await node.PostAsJsonAsync(
                    "/auth/token",
                    new { github_token = github.People.NewToken(mona) }
                );
                node.DefaultRequestHeaders.Authorization = new(
                    "Bearer",
                    (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
                );
                world._nodes.Add(node);
            }
            return world;
        }

        public async Task<string> Make(string title)
        {
            using var made = await _nodes[0]
                .PostAsJsonAsync(
                    "/issues",
                    new
                    {
                        title,
                        repo_owner = "mona",
                        repo_name = "lisa",
                    }
                );
            return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("issue_id").GetString()!;
        }

        /// <summary>
        /// Asks until it is filed: whoever loses a silo, or has to wait for GitHub, may be asked to come again.
        /// </summary>
        public async Task<int> File(int node, string id)
        {
            var (number, said) = (0, "");
            await Eventually.True(
                async () =>
                {
                    using var answer = await _nodes[node % _nodes.Count]
                        .PostAsync(new Uri($"/issues/{id}/create-github-issue", UriKind.Relative), null);
                    said = await answer.Content.ReadAsStringAsync();
                    Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode is 429 or >= 502, said);
                    if (answer.IsSuccessStatusCode)
                        number = JsonDocument
                            .Parse(said)
                            .RootElement.GetProperty("issue")
                            .GetProperty("github_issue_number")
                            .GetInt32();
                    return answer.IsSuccessStatusCode;
                },
                Patience,
                () => $"the issue is filed; the last answer was {said}"
            );
            return number;
        }

        public async Task<long> Reminders()
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
