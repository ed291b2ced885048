using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.EndToEnd.Tests.Chat;
using YudaiV3.EndToEnd.Tests.Realtime;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.EndToEnd.Tests.Running;

/// <summary>Metrics over OTLP, and the logs of a failed request.</summary>
public sealed class TelemetryTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Metrics_are_exported_and_a_trace_id_finds_the_logs_of_both_hosts()
    {
        await using var otlp = await OtlpReceiver.Start();
        await using var model = await ModelServer.Start();
        await using var gitHub = await GitHubServer.Start();
        var ada = gitHub.People.Add("ada");
        var repository = gitHub.Repositories.Add(ada, "engine");
        repository.Commit("Begin");
        repository.Files["src/a.py"] = "import b\n";
        repository.Files["src/b.py"] = "b = 1\n";
        await using var cluster = await Cluster.Start(
            silos: 0,
            apis: 0,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp.Url.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["LOG_FORMAT"] = "json",
                ["GITHUB_WEB_URL"] = gitHub.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = gitHub.Api.AbsoluteUri,
                ["LLM_BASE_URL"] = model.BaseUrl,
                ["LLM_API_KEY"] = "key",
                ["LLM_MODEL"] = "fake",
            }
        );
        await cluster.AddSilo();
        await cluster.AddApi();
        using var client = new HttpClient { BaseAddress = cluster.Apis[0].Url, Timeout = MaxWait };
        var login = await client.PostAsJsonAsync(
            "/auth/token",
            new { github_token = gitHub.People.NewToken(ada, "ghp_", "repo") },
            TestContext.Current.CancellationToken
        );
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await login.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
                .GetProperty("access_token")
                .GetString()
        );

        Assert.Equal(
            HttpStatusCode.OK,
            (
                await client.PostAsJsonAsync(
                    "/filedeps/extract",
                    new { repo_url = "ada/engine" },
                    TestContext.Current.CancellationToken
                )
            ).StatusCode
        );
        var session = await client.Open("engine");
        await using var socket = new LiveSocket(session, client.DefaultRequestHeaders.Authorization.Parameter!);
        await socket.Connect(cluster.Apis[0].Url);
        await client.Send(session, "Hello", "hello");
        await WaitFor("yudai.chat.turns", 1, "yudai.turn.outcome=answered");
        await WaitFor("yudai.chat.turn.duration", 1);
        await WaitFor("yudai.chat.first_word.duration", 1);
        await WaitFor("yudai.chat.deltas", 1);
        await WaitFor("yudai.realtime.sockets", 1);
        await WaitFor("yudai.realtime.frames", 4);
        await WaitFor("yudai.ingest.bytes", 15);
        await WaitFor("yudai.ingest.files", 2);
        await WaitFor("yudai.ingest.runs", 1, "yudai.ingest.outcome=completed");
        await WaitFor("yudai.ingest.duration", 1);
        await WaitFor("yudai.github.answers", 2, "http.response.status_code=200");
        await WaitFor("yudai.github.quota.remaining", 1);

        await TraceIsShared(client, gitHub, cluster);

        var gate = new TaskCompletionSource();
        model.Script(ModelReply.Wait(gate.Task, "The first half."), ModelReply.Answer("The whole."));
        await client.Send(session, "And slowly", "slowly");
        await Eventually.True(
            () => Task.FromResult(socket.Deltas.Count > 1),
            MaxWait,
            () => "the answer is being written"
        );
        await cluster.Silos[0].Kill();
        await cluster.AddSilo();
        await WaitFor("yudai.chat.turns.resumed", 1);
        await socket.DisposeAsync();
        await WaitFor("yudai.realtime.closed", 1);
        await Eventually.True(
            () => Task.FromResult(otlp.Total("yudai.realtime.sockets") == 0),
            MaxWait,
            () => "no socket is open"
        );

        Task WaitFor(string name, double min, string attribute = "") =>
            Eventually.True(
                () => Task.FromResult(otlp.Total(name, attribute) >= min),
                MaxWait,
                () =>
                    $"{name} is at least {min}; it is {otlp.Total(name, attribute)}; "
                    + $"the metrics are {string.Join(", ", otlp.Names)}"
            );
    }

    private static async Task TraceIsShared(HttpClient client, GitHubServer gitHub, Cluster cluster)
    {
        gitHub.Faults.Script("/search/repositories", [.. Enumerable.Repeat(GitHubFault.Answer(500), 9)]);
        var failed = await client.GetAsync(
            new Uri("/github/search/repositories?q=engine", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        var trace = (await failed.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("traceId")
            .GetString()!;
        foreach (var host in (ChildProcess[])[cluster.Apis[0].Process, cluster.Silos[0]])
        {
            var entry = JsonDocument
                .Parse(
                    await host.Line(
                        line => line.Contains($"\"trace_id\":\"{trace}\"", StringComparison.Ordinal),
                        MaxWait
                    )
                )
                .RootElement;
            Assert.NotEmpty(entry.GetProperty("message").GetString()!);
            Assert.DoesNotContain("q=engine", entry.GetRawText(), StringComparison.Ordinal);
        }
    }
}
