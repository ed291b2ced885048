namespace YudaiV3.Api.Tests.Web;

/// <summary>Bad input gets the answer that the contract says, as a problem, and never a 500.</summary>
public sealed class JsonBodyTests(SignedInApi signedIn) : IClassFixture<SignedInApi>
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 2000));
    private readonly LocalApi _api = signedIn.Api;

    [Theory]
    [InlineData("", "conversation_id")]
    [InlineData("null", "message")]
    [InlineData("{}", "conversation_id")]
    [InlineData("[]", "body")]
    [InlineData("3", "body")]
    [InlineData("""{"conversation_id":"s"}""", "message")]
    [InlineData("""{"conversation_id":"","message":{"content":"a"}}""", "conversation_id")]
    [InlineData("""{"conversation_id":5,"message":{"content":"a"}}""", "conversation_id")]
    [InlineData("""{"conversation_id":"\udc00","message":{"content":"a"}}""", "conversation_id")]
    [InlineData("""{"conversation_id":"s","message":{}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":null}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":""}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":" \n\t\u3000"}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":["a"]}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":"\ud83d"}}""", "message.content")]
    [InlineData("""{"conversation_id":"s","message":{"content":"a","is_code":1}}""", "message.is_code")]
    [InlineData("""{"conversation_id":"s","message":{"content":"a"},"context_cards":[true]}""", "context_cards")]
    [InlineData("""{"conversation_id":"s","message":{"content":"a"},"context_cards":"1"}""", "context_cards")]
    [InlineData("""{"conversation_id":"s","message":{"content":"a"},"file_context":[null]}""", "file_context")]
    [InlineData("""{"conversation_id":"s","message":{"content":"a"},"client_message_id":{}}""", "client_message_id")]
    public async Task Chat_with_wrong_values_names_the_field(string body, string field)
    {
        foreach (var path in (string[])["/daifu/chat/daifu", "/api/daifu/chat/daifu/v2"])
        {
            var problem = await (await _api.Post(path, body)).IsProblem(422);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
        }
    }

    [Fact]
    public async Task Chat_with_too_much_names_the_field()
    {
        await Names(
            "message.content",
            $$$"""{"conversation_id":"s","message":{"content":"{{{new string('a', 10_001)}}}"}}"""
        );
        await Names(
            "conversation_id",
            $$$"""{"conversation_id":"{{{new string('a', 256)}}}","message":{"content":"a"}}"""
        );
        Assert.Equal(
            200,
            (int)
                (
                    await _api.Post(
                        "/daifu/chat/daifu/v2",
                        $$$"""{"conversation_id":"{{{new string('a', 255)}}}","message":{"content":"{{{new string('a', 10_000)}}}"}}"""
                    )
                ).StatusCode
        );
        Assert.Equal(
            200,
            (int)
                (
                    await _api.Post(
                        "/daifu/chat/daifu/v2",
                        $$$"""{"conversation_id":"s","message":{"content":"nul \u0000 and {{{string.Concat(Enumerable.Repeat("😀", 9_000))}}}"}}"""
                    )
                ).StatusCode
        );

        async Task Names(string field, string body) =>
            Assert.True(
                (await (await _api.Post("/daifu/chat/daifu/v2", body)).IsProblem(422))
                    .GetProperty("errors")
                    .TryGetProperty(field, out _)
            );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{\"conversation_id\":\"s\",}")]
    public async Task Chat_that_is_no_json_is_400(string body) =>
        await (await _api.Post("/daifu/chat/daifu", body)).IsProblem(400);

    [Fact]
    public async Task Chat_with_deep_json_is_400() => await (await _api.Post("/daifu/chat/daifu", Deep)).IsProblem(400);

    [Fact]
    public async Task Chat_with_a_huge_body_is_413() =>
        await (await _api.Post("/daifu/chat/daifu", new string(' ', 5 * 1024 * 1024))).IsProblem(413);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Chat_in_another_content_type_is_415(string type) =>
        await (await _api.Post("/daifu/chat/daifu", "{}", type)).IsProblem(415);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("image/png")]
    public async Task Empty_body_is_no_body_whatever_its_content_type(string type)
    {
        await (await _api.Post("/daifu/sessions", "", type)).IsProblem(422);
        Assert.Equal(404, (int)(await _api.Post("/daifu/sessions/unknown/touch", "", type)).StatusCode);
    }

    [Theory]
    [InlineData("""{"repo_name":"n"}""", "repo_owner")]
    [InlineData("""{"repo_owner":"o"}""", "repo_name")]
    [InlineData("""{"repo_owner":"o","repo_name":" "}""", "repo_name")]
    [InlineData("""{"repo_owner":"a/b","repo_name":"n"}""", "repo_owner")]
    [InlineData("""{"repo_owner":"o","repo_name":"n","repo_branch":""}""", "repo_branch")]
    [InlineData("""{"repo_owner":"o","repo_name":"n","title":7}""", "title")]
    public async Task Create_session_with_wrong_values_names_the_field(string body, string field) =>
        Assert.True(
            (await (await _api.Post("/daifu/sessions", body)).IsProblem(422))
                .GetProperty("errors")
                .TryGetProperty(field, out _)
        );

    [Theory]
    [InlineData("/daifu/sessions?limit=0", "limit")]
    [InlineData("/daifu/sessions?limit=501", "limit")]
    [InlineData("/daifu/sessions?limit=many", "limit")]
    [InlineData("/daifu/sessions?limit=", "limit")]
    [InlineData("/daifu/sessions?limit=1e2", "limit")]
    [InlineData("/daifu/sessions?limit=99999999999", "limit")]
    [InlineData("/daifu/sessions?include_inactive=maybe", "include_inactive")]
    [InlineData("/daifu/sessions/s?limit=-1", "limit")]
    [InlineData("/daifu/sessions/s?at_seq=-1", "at_seq")]
    [InlineData("/daifu/chat/sessions/s/messages?limit=501", "limit")]
    public async Task Query_with_wrong_values_names_the_field(string path, string field) =>
        Assert.True((await (await _api.Get(path)).IsProblem(422)).GetProperty("errors").TryGetProperty(field, out _));

    [Theory]
    [InlineData("GET", "/daifu/sessions/unknown", 404)]
    [InlineData("POST", "/daifu/sessions/unknown/touch", 404)]
    [InlineData("GET", "/daifu/chat/sessions/unknown/messages", 404)]
    [InlineData("GET", "/daifu/chat/sessions/unknown/statistics", 404)]
    [InlineData("PUT", "/daifu/chat/sessions/unknown/title?title=x", 404)]
    [InlineData("PUT", "/daifu/chat/sessions/unknown/title?title=", 422)]
    [InlineData("PUT", "/daifu/chat/sessions/unknown/title", 422)]
    [InlineData("DELETE", "/daifu/chat/sessions/unknown", 404)]
    [InlineData("POST", "/daifu/chat/sessions/unknown/stop", 404)]
    [InlineData("GET", "/no/such/route", 404)]
    [InlineData("GET", "/api/no/such/route", 404)]
    [InlineData("DELETE", "/auth/profile", 405)]
    [InlineData("GET", "/daifu/chat/daifu", 405)]
    [InlineData("GET", "/auth/login", 503)]
    [InlineData("POST", "/auth/token", 503)]
    public async Task Request_for_what_is_not_there_is_a_problem(string method, string path, int status) =>
        await (await _api.Send(new(method), path)).IsProblem(status);
}
