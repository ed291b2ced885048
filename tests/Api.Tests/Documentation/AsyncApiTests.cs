using System.Text.Json.Nodes;
using YudaiV3.Api.Realtime;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Api.Tests.RepoIngest;

namespace YudaiV3.Api.Tests.Documentation;

/// <summary><c>docs/asyncapi.yaml</c> describes the WebSocket as it is.</summary>
public sealed class AsyncApiTests(GrainCluster cluster)
{
    private static readonly string[] Heard =
    [
        "session_update",
        "message",
        "message_delta",
        "context_card",
        "agent_status",
        "statistics",
        "ingest_progress",
        "heartbeat",
        "error",
    ];
    private static readonly string[] Said =
    [
        "send_heartbeat",
        "send_message",
        "request_context",
        "update_agent_status",
        "stop",
    ];

    [Fact]
    public async Task Document_has_every_frame_and_all_its_references_lead_somewhere()
    {
        var document = await Yaml.Read("docs", "asyncapi.yaml");
        Assert.StartsWith("3.", (string)document["asyncapi"]!, StringComparison.Ordinal);
        Assert.Equal("/daifu/sessions/{session_id}/ws", (string?)document["channels"]!["session"]!["address"]);
        Assert.Equal(Heard, Messages(document, "hear", "send"));
        Assert.Equal(Said, Messages(document, "say", "receive"));
        Assert.All(References(document), reference =>
            Assert.True(Find(document, reference) is not null, $"{reference} leads nowhere.")
        );
    }

    [Fact]
    public async Task Frames_of_the_server_fit_what_the_document_says_of_them()
    {
        var document = await Yaml.Read("docs", "asyncapi.yaml");
        await using var caller = await Caller.SignIn(cluster);
        var repository = caller.Add();
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        var session = await (
            await caller.Api.Post(
                "/daifu/sessions",
                $$"""{"repo_owner":"{{caller.Person.Login}}","repo_name":"{{repository.Name}}","repo_branch":"main"}"""
            )
        ).Json();
        var id = session.GetProperty("session_id").GetString()!;
        var url = new UriBuilder(caller.Api.Http.BaseAddress!)
        {
            Scheme = "ws",
            Path = $"/daifu/sessions/{id}/ws",
            Query = "stream=true",
        }.Uri;
        using var socket = await SocketClient.Open(url, options =>
            options.SetRequestHeader("Authorization", caller.Api.Http.DefaultRequestHeaders.Authorization!.ToString())
        );
        var missing = Heard.ToHashSet();
        var misfits = new List<string>();
        Assert.Equal("session_update", await Take()); // What comes after it is told as it happens.
        await socket.Send(new { type = "heartbeat" });
        await socket.Send(new { type = "no such thing" });
        await socket.Send(
            new
            {
                type = "update_agent_status",
                data = new
                {
                    type = "tester",
                    status = "processing",
                    progress = 5,
                },
            }
        );
        await socket.Send(
            document["components"]!["messages"]!["send_message"]!["examples"]![0]!["payload"]!.ToJsonString()
        );
        await caller.Api.Post(
            $"/daifu/sessions/{id}/context-cards",
            """{"title":"A card","content":"What it holds","source":"chat"}"""
        );
        await IngestEndpointsTests.Extract(caller, repository.FullName);
        while (missing.Count > 0)
            // What is not durable may be overtaken; then the next answer shows it.
            if (await Take() == "message" && missing.Count > 0)
                await socket.Send(
                    new { type = "send_message", data = new { content = $"And of {string.Join(", ", missing)}?" } }
                );
        Assert.Empty(misfits);

        async Task<string> Take()
        {
            var frame = await socket
                .Next()
                .ContinueWith(next => next.IsCompletedSuccessfully ? next.Result : null, TaskScheduler.Default)
                ?? throw new TimeoutException($"There was no frame of {string.Join(", ", missing)}.");
            var type = frame.GetProperty("type").GetString()!;
            missing.Remove(type);
            SchemaFit.Compare(
                document,
                document["components"]!["messages"]![type]!["payload"]!,
                JsonNode.Parse(frame.GetRawText()),
                type,
                misfits
            );
            return type;
        }
    }

    private static IEnumerable<string> Messages(JsonNode document, string operation, string action)
    {
        Assert.Equal(action, (string?)document["operations"]![operation]!["action"]);
        return document["operations"]![operation]!["messages"]!
            .AsArray()
            .Select(message => ((string)message!["$ref"]!).Split('/')[^1]);
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field =>
                field is { Key: "$ref", Value: JsonValue reference } ? [(string)reference!] : References(field.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };

    private static JsonNode? Find(JsonNode document, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (at, step) => at?[step]);
}
