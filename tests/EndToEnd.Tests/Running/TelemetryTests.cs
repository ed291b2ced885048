using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.EndToEnd.Tests.Chat;
using YudaiV3.EndToEnd.Tests.Realtime;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.EndToEnd.Tests.Running;

/// <summary>What an operator sees: metrics over OTLP, and logs that belong to an error.</summary>
public sealed class TelemetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Metrics_tell_of_turns_sockets_ingests_and_GitHub_and_an_error_leads_to_the_logs_of_both_hosts()
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
        using var client = new HttpClient { BaseAddress = cluster.Apis[0].Url, Timeout = Patience };
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
        await Seen("yudai.chat.turns", 1, "yudai.turn.outcome=answered");
        await Seen("yudai.chat.turn.duration", 1);
        await Seen("yudai.chat.first_word.duration", 1);
        await Seen("yudai.chat.deltas", 1);
        await Seen("yudai.realtime.sockets", 1);
        await Seen("yudai.realtime.frames", 4);
        await Seen("yudai.ingest.bytes", 15);
        await Seen("yudai.ingest.files", 2);
        await Seen("yudai.ingest.runs", 1, "yudai.ingest.outcome=completed");
        await Seen("yudai.ingest.duration", 1);
        await Seen("yudai.github.answers", 2, "http.response.status_code=200");
        await Seen("yudai.github.quota.remaining", 1);

        await TraceIsShared(client, gitHub, cluster);

        var gate = new TaskCompletionSource();
        model.Script(ModelReply.Wait(gate.Task, "The first half."), ModelReply.Answer("The whole."));
        await client.Send(session, "And slowly", "slowly");
        await Eventually.True(
            () => Task.FromResult(socket.Deltas.Count > 1),
            Patience,
            () => "the answer is being written"
        );
        await cluster.Silos[0].Kill();
        await cluster.AddSilo();
        await Seen("yudai.chat.turns.resumed", 1);
        await socket.DisposeAsync();
        await Seen("yudai.realtime.closed", 1);
        await Eventually.True(
            () => Task.FromResult(otlp.Total("yudai.realtime.sockets") == 0),
            Patience,
            () => "no socket is open"
        );

        Task Seen(string name, double least, string attribute = "") =>
            Eventually.True(
                () => Task.FromResult(otlp.Total(name, attribute) >= least),
                Patience,
                () =>
                    $"{name} is {least} or more; it is {otlp.Total(name, attribute)}, and there are {string.Join(", ", otlp.Names)}"
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
                        Patience
                    )
                )
                .RootElement;
            Assert.NotEmpty(entry.GetProperty("message").GetString()!);
            Assert.DoesNotContain("q=engine", entry.GetRawText(), StringComparison.Ordinal);
        }
    }
}
