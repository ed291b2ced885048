using System.Text.Json;

namespace YudaiV3.Api.Tests.Chat;

/// <summary>Editing, answers anew, cards, search and export over HTTP, with the real grains behind.</summary>
public sealed class MessageEndpointsTests(SignedInApi signedIn) : IClassFixture<SignedInApi>
{
    private readonly LocalApi _api = signedIn.Api;
    private readonly string _id = $"s{Guid.NewGuid():N}";

    [Fact]
    public async Task Edit_and_regenerate_supersede_and_keep_the_old_readable()
    {
        await Ask("One");
        var two = (await Messages())[0].GetProperty("message_id").GetString();
        var edited = await (
            await _api.Send(
                HttpMethod.Put,
                $"/daifu/chat/sessions/{_id}/messages/{two}",
                """{"content":"Better","client_message_id":"edit"}"""
            )
        ).Json();
        Assert.Equal(_id, edited.GetProperty("session_id").GetString());
        await Ask("Better", "edit");
        var messages = await Messages();
        Assert.Equal(["Better", "You said: Better"], messages.Select(m => m.GetProperty("content").GetString()));
        Assert.Equal(two, messages[0].GetProperty("supersedes").GetString());
        Assert.Equal(4, (await Messages("?include_superseded=true")).Length);

        var answer = messages[1].GetProperty("message_id").GetString();
        var wished = await (await _api.Post($"/daifu/chat/sessions/{_id}/messages/{answer}/regenerate", "")).Json();
        Assert.NotEqual(answer, wished.GetProperty("message_id").GetString());
        var nobody = $"/daifu/chat/sessions/{_id}/messages/{Guid.NewGuid()}";
        await (await _api.Post($"{nobody}/regenerate", "")).IsProblem(404);
        await (await _api.Send(HttpMethod.Put, nobody, """{"content":"x"}""")).IsProblem(404);
        await (
            await _api.Send(HttpMethod.Put, $"/daifu/chat/sessions/{_id}/messages/{two}", """{"content":"x"}""")
        ).IsProblem(409);
        var blank = await (await _api.Send(HttpMethod.Put, nobody, """{"content":" "}""")).IsProblem(422);
        Assert.True(blank.GetProperty("errors").TryGetProperty("content", out _));
    }

    [Fact]
    public async Task Cards_are_added_listed_and_removed()
    {
        await Ask("One");
        var card = await (
            await _api.Post(
                $"/daifu/sessions/{_id}/context-cards",
                """{"title":"Facts","content":"The cat is called Mona.","source":"upload"}"""
            )
        ).Json();
        var id = card.GetProperty("id").GetString();
        Assert.Equal(
            ("manual", _id, ""),
            (
                card.GetProperty("source").GetString(),
                card.GetProperty("session_id").GetString(),
                card.GetProperty("description").GetString()
            )
        );
        Assert.True(card.GetProperty("tokens").GetInt32() > 3);
        var listed = (await (await _api.Get($"/daifu/sessions/{_id}/context-cards")).Json()).GetProperty(
            "context_cards"
        );
        Assert.Equal(card.GetRawText(), Assert.Single(listed.EnumerateArray()).GetRawText());
        Assert.Equal(
            200,
            (int)
                (
                    await _api.Post(
                        "/daifu/chat/daifu/v2",
                        $$"""{"conversation_id":"{{_id}}","message":{"content":"With it"},"context_cards":[{{id}}]}"""
                    )
                ).StatusCode
        );
        Assert.True(
            (await (await _api.Send(HttpMethod.Delete, $"/daifu/sessions/{_id}/context-cards/{id}")).Json())
                .GetProperty("success")
                .GetBoolean()
        );
        await (await _api.Send(HttpMethod.Delete, $"/daifu/sessions/{_id}/context-cards/{id}")).IsProblem(404);
        await (await _api.Get("/daifu/sessions/nowhere/context-cards")).IsProblem(404);
        var wrong = (
            await (
                await _api.Post($"/daifu/sessions/{_id}/context-cards", """{"title":" ","source":"moon"}""")
            ).IsProblem(422)
        ).GetProperty("errors");
        Assert.Equal(["content", "source", "title"], wrong.EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("markdown", "text/markdown")]
    public async Task Export_has_the_whole_conversation(string format, string type)
    {
        for (var n = 0; n < 20; n++)
            await Ask($"Message {n}");
        var answer = await _api.Get($"/daifu/sessions/{_id}/export?format={format}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.All(Enumerable.Range(0, 20), n =>
            Assert.Contains($"You said: Message {n}", text, StringComparison.Ordinal)
        );
        if (format == "json")
        {
            var export = JsonDocument.Parse(text).RootElement;
            Assert.Equal(40, export.GetProperty("messages").GetArrayLength());
            Assert.Equal(
                ["session", "messages", "context_cards", "exported_at"],
                export.EnumerateObject().Select(field => field.Name)
            );
        }
    }

    [Fact]
    public async Task Search_and_export_refuse_what_they_cannot_read()
    {
        await (await _api.Get("/daifu/search")).IsProblem(422);
        await (await _api.Get("/daifu/search?q=x&limit=501")).IsProblem(422);
        await (await _api.Get("/daifu/sessions/nowhere/export")).IsProblem(404);
        await (await _api.Get("/daifu/sessions/nowhere/export?format=pdf")).IsProblem(422);
        var nothing = await (await _api.Get("/daifu/search?q=nobodysaidthis")).Json();
        Assert.Equal("""{"query":"nobodysaidthis","total":0,"results":[]}""", nothing.GetRawText());
    }

    [Fact]
    public async Task At_seq_shows_the_session_as_it_was()
    {
        await Ask("One");
        await Ask("Two");
        var then = await (await _api.Get($"/daifu/sessions/{_id}?at_seq=2")).Json();
        Assert.Equal((2, 2), (then.GetProperty("seq").GetInt32(), then.GetProperty("messages").GetArrayLength()));
        Assert.Equal(2, then.GetProperty("statistics").GetProperty("total_messages").GetInt32());
    }

    private async Task Ask(string content, string? id = null) =>
        Assert.Equal(
            200,
            (int)
                (
                    await _api.Post(
                        "/daifu/chat/daifu",
                        JsonSerializer.Serialize(
                            new
                            {
                                conversation_id = _id,
                                message = new { content },
                                client_message_id = id,
                            }
                        )
                    )
                ).StatusCode
        );

    private async Task<JsonElement[]> Messages(string query = "") =>
        [
            .. (await (await _api.Get($"/daifu/chat/sessions/{_id}/messages{query}")).Json())
                .GetProperty("messages")
                .EnumerateArray(),
        ];
}
