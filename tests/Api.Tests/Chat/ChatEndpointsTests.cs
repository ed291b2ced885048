using System.Text.Json;

namespace YudaiV3.Api.Tests.Chat;

/// <summary>Sessions and talk over HTTP, with the real grains behind.</summary>
public sealed class ChatEndpointsTests(GrainCluster cluster) : IAsyncLifetime
{
    private LocalApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await LocalApi.Start(cluster);
        await _api.SignIn($"u{Guid.NewGuid():N}");
    }

    public async ValueTask DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Create_session_many_times_at_once_makes_one()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    _api.Post(
                        "/daifu/sessions",
                        """{"repo_owner":"octo","repo_name":"cat","repo_branch":"fix/a b?ü"}"""
                    )
                )
        );
        var ids = new HashSet<string>();
        foreach (var answer in answers)
            ids.Add((await answer.Json()).GetProperty("session_id").GetString()!);
        var id = Assert.Single(ids);
        Assert.Equal(200, (int)(await _api.Get($"/daifu/sessions/{id}")).StatusCode); // Unencoded.
        var listed = Assert.Single(
            (await (await _api.Get("/daifu/sessions?repo_owner=octo&limit=500")).Json()).EnumerateArray()
        );
        Assert.Equal("fix/a b?ü", listed.GetProperty("repo_branch").GetString());
        Assert.True(listed.GetProperty("id").GetInt64() < 1L << 53);
    }

    [Fact]
    public async Task Ask_waits_for_the_answer()
    {
        var reply = await (await _api.Post("/daifu/chat/daifu", Chat("talk", "hello"))).Json();
        Assert.Equal("You said: hello", reply.GetProperty("reply").GetString());
        Assert.Equal("talk", reply.GetProperty("session_id").GetString());
        Assert.True(Guid.TryParse(reply.GetProperty("message_id").GetString(), out _));
        Assert.Equal(
            """[["User","hello"],["DAifu","You said: hello"]]""",
            reply.GetProperty("conversation").GetRawText()
        );
        Assert.True(reply.GetProperty("processing_time").GetDouble() >= 0);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("日本 😀?#%2F+&")]
    [InlineData("~")]
    [InlineData("\n\t")]
    public async Task Session_ids_of_any_kind_lead_to_their_session(string id)
    {
        await _api.Post("/daifu/chat/daifu/v2", Chat(id, "hello"));
        // As a client does that encodes the id and nothing else.
        var opened = await (
            await _api.Get(
                $"/api/daifu/sessions/{Uri.EscapeDataString(id).Replace(".", "%2E", StringComparison.Ordinal)}"
            )
        ).Json();
        Assert.Equal(id, opened.GetProperty("session").GetProperty("session_id").GetString());
        Assert.Equal("hello", opened.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal(0, opened.GetProperty("file_embeddings_count").GetInt32());
        Assert.Equal(JsonValueKind.Null, opened.GetProperty("repository_info").ValueKind);
    }

    [Fact]
    public async Task Post_the_same_client_message_again_is_one_message()
    {
        var body = Chat("talk", "hello", "m-1");
        var first = await (await _api.Post("/daifu/chat/daifu/v2", body)).Json();
        var again = await (await _api.Post("/daifu/chat/daifu/v2", body)).Json();
        Assert.Equal(first.GetRawText(), again.GetRawText());
        await (await _api.Post("/daifu/chat/daifu/v2", Chat("talk", "something else", "m-1"))).IsProblem(409);
    }

    [Fact]
    public async Task Rename_takes_the_title_from_query_or_body()
    {
        await _api.Post("/daifu/chat/daifu", Chat("talk", "hello"));
        var byQuery = await (
            await _api.Send(HttpMethod.Put, "/daifu/chat/sessions/talk/title?title=By%20query", "", "text/plain")
        ).Json();
        Assert.Equal("By query", byQuery.GetProperty("title").GetString());
        Assert.True(byQuery.GetProperty("success").GetBoolean());
        var byBody = await (
            await _api.Send(HttpMethod.Put, "/daifu/chat/sessions/talk/title", """{"title":"By body"}""")
        ).Json();
        Assert.Equal("By body", byBody.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Delete_takes_the_session_out_of_the_lists_until_the_next_message()
    {
        await _api.Post("/daifu/chat/daifu", Chat("talk", "hello"));
        Assert.True(
            (await (await _api.Send(HttpMethod.Delete, "/daifu/chat/sessions/talk")).Json())
                .GetProperty("success")
                .GetBoolean()
        );
        Assert.Equal("""{"sessions":[]}""", await (await _api.Get("/daifu/chat/sessions")).Content.ReadAsStringAsync());
        Assert.False((await (await _api.Get("/daifu/sessions/talk")).Json()).GetProperty("is_active").GetBoolean());
        await _api.Post("/daifu/chat/daifu", Chat("talk", "again"));
        Assert.Equal(
            1,
            (await (await _api.Get("/daifu/chat/sessions")).Json()).GetProperty("sessions").GetArrayLength()
        );
    }

    [Fact]
    public async Task Statistics_and_pages_add_up()
    {
        for (var turn = 0; turn < 3; turn++)
            await _api.Post("/daifu/chat/daifu", Chat("talk", $"hello {turn}"));
        var statistics = await (await _api.Get("/daifu/chat/sessions/talk/statistics")).Json();
        Assert.Equal(6, statistics.GetProperty("total_messages").GetInt32());
        Assert.Equal(3, statistics.GetProperty("user_messages").GetInt32());
        Assert.Equal(3, statistics.GetProperty("assistant_messages").GetInt32());
        var newest = (await (await _api.Get("/daifu/chat/sessions/talk/messages?limit=2")).Json()).GetProperty(
            "messages"
        );
        Assert.Equal("hello 2", newest[0].GetProperty("content").GetString());
        var before = (
            await (
                await _api.Get(
                    $"/daifu/chat/sessions/talk/messages?limit=2&before={newest[0].GetProperty("id").GetString()}"
                )
            ).Json()
        ).GetProperty("messages");
        Assert.Equal("You said: hello 1", before[1].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Messages_read_again_are_the_same_until_something_is_said_and_nobody_elses()
    {
        await _api.Post("/daifu/chat/daifu", Chat("talk", "hello"));
        var first = await _api.Get("/daifu/chat/sessions/talk/messages?limit=50");
        Assert.Equal("application/json; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        var text = await first.Content.ReadAsStringAsync();
        Assert.Equal(
            text,
            await (await _api.Get("/daifu/chat/sessions/talk/messages?limit=50")).Content.ReadAsStringAsync()
        );
        Assert.NotEqual(
            text,
            await (await _api.Get("/daifu/chat/sessions/talk/messages?limit=1")).Content.ReadAsStringAsync()
        );

        await _api.Post("/daifu/chat/daifu", Chat("talk", "more"));
        var later = (await (await _api.Get("/daifu/chat/sessions/talk/messages?limit=50")).Json()).GetProperty(
            "messages"
        );
        Assert.Equal(
            ["hello", "You said: hello", "more", "You said: more"],
            later.EnumerateArray().Select(message => message.GetProperty("content").GetString())
        );

        await _api.SignIn($"x{Guid.NewGuid():N}");
        await (await _api.Get("/daifu/chat/sessions/talk/messages?limit=50")).IsProblem(404);
    }

    [Fact]
    public async Task Stop_ends_the_answer_and_keeps_what_there_is()
    {
        var answer = _api.Post("/daifu/chat/daifu", Chat("talk", "@wait"));
        JsonElement stopped;
        do stopped = await (await _api.Post("/daifu/chat/sessions/talk/stop", "")).ContentOrNull();
        while (stopped.ValueKind == JsonValueKind.Undefined || !stopped.GetProperty("stopped").GetBoolean());
        Assert.StartsWith(
            "application/json",
            (await answer).Content.Headers.ContentType!.ToString(),
            StringComparison.Ordinal
        );
        var messages = (await (await _api.Get("/daifu/chat/sessions/talk/messages")).Json()).GetProperty("messages");
        Assert.True(messages[1].GetProperty("metadata").GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public async Task Somebody_elses_session_is_not_there()
    {
        await _api.Post("/daifu/chat/daifu", Chat("secret-plans", "hello"));
        await _api.SignIn($"v{Guid.NewGuid():N}");
        foreach (
            var (method, path) in (List<(HttpMethod, string)>)
                [
                    (HttpMethod.Get, "/daifu/sessions/secret-plans"),
                    (HttpMethod.Post, "/daifu/sessions/secret-plans/touch"),
                    (HttpMethod.Get, "/daifu/chat/sessions/secret-plans/messages"),
                    (HttpMethod.Get, "/daifu/chat/sessions/secret-plans/statistics"),
                    (HttpMethod.Put, "/daifu/chat/sessions/secret-plans/title?title=x"),
                    (HttpMethod.Delete, "/daifu/chat/sessions/secret-plans"),
                    (HttpMethod.Post, "/daifu/chat/sessions/secret-plans/stop"),
                ]
        )
            await (await _api.Send(method, path)).IsProblem(404);
        Assert.Equal("""{"sessions":[]}""", await (await _api.Get("/daifu/chat/sessions")).Content.ReadAsStringAsync());
        var own = await (await _api.Post("/daifu/chat/daifu", Chat("secret-plans", "mine"))).Json();
        Assert.Equal("""[["User","mine"],["DAifu","You said: mine"]]""", own.GetProperty("conversation").GetRawText());
    }

    [Fact]
    public async Task Send_more_than_the_limit_is_told_when_to_come_back()
    {
        await using var strict = await LocalApi.Start(cluster, "RATE_LIMIT_CHAT=2");
        await strict.SignIn($"w{Guid.NewGuid():N}");
        for (var sent = 0; sent < 2; sent++)
            Assert.Equal(200, (int)(await strict.Post("/daifu/chat/daifu/v2", Chat("talk", "hello"))).StatusCode);
        var refused = await strict.Post("/daifu/chat/daifu/v2", Chat("talk", "hello"));
        await refused.IsProblem(429);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    private static string Chat(string id, string content, string? clientMessageId = null) =>
        JsonSerializer.Serialize(
            new
            {
                conversation_id = id,
                message = new { content },
                client_message_id = clientMessageId,
            }
        );
}
