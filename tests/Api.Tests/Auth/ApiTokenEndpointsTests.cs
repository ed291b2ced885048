using System.Net.Http.Headers;
using System.Text.Json;
using YudaiV3.Api.Realtime;
using YudaiV3.Api.Tests.GitHub;

namespace YudaiV3.Api.Tests.Auth;

public sealed class ApiTokenEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Token_is_shown_once_is_a_bearer_and_ends_when_it_is_deleted_on_every_node()
    {
        await using var api = await SignIn();
        await using var other = await LocalApi.Start(cluster);
        var made = await Make(api, """["read"]""");
        var token = made.GetProperty("token").GetString()!;
        Assert.StartsWith("yud_", token, StringComparison.Ordinal);
        Assert.Equal("ci", made.GetProperty("name").GetString());
        Assert.Equal(200, await Ask(api, token, HttpMethod.Get, "/auth/profile"));
        Assert.Equal(200, await Ask(other, token, HttpMethod.Get, "/daifu/sessions"));
        Assert.Equal(401, await Ask(other, token[..^4] + "AAAA", HttpMethod.Get, "/daifu/sessions"));
        var listed = await (await api.Get("/auth/api-tokens")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(token, listed, StringComparison.Ordinal);
        var entry = Assert.Single(JsonElement.Parse(listed).GetProperty("tokens").EnumerateArray());
        Assert.Equal(made.GetProperty("id").GetString(), entry.GetProperty("id").GetString());
        Assert.NotEqual(JsonValueKind.Null, entry.GetProperty("last_used_at").ValueKind);
        var path = $"/auth/api-tokens/{entry.GetProperty("id").GetString()}";
        Assert.Equal(200, (int)(await api.Send(HttpMethod.Delete, path)).StatusCode);
        await (await api.Send(HttpMethod.Delete, path)).IsProblem(404);
        Assert.Equal(401, await Ask(api, token, HttpMethod.Get, "/auth/profile"));
        Assert.Equal(401, await Ask(other, token, HttpMethod.Get, "/daifu/sessions"));
    }

    [Theory]
    [InlineData("read", "GET", "/daifu/sessions", true)]
    [InlineData("read", "GET", "/issues/", true)]
    [InlineData("read", "GET", "/github/repositories", true)]
    [InlineData("read", "GET", "/filedeps/repositories", true)]
    [InlineData("read", "POST", "/filedeps/extract", true)]
    [InlineData("read", "POST", "/daifu/sessions", false)]
    [InlineData("read", "POST", "/issues/", false)]
    [InlineData("read", "POST", "/daifu/sessions/any/ws-ticket", false)]
    [InlineData("chat", "POST", "/daifu/sessions", true)]
    [InlineData("chat", "POST", "/daifu/chat/daifu/v2", true)]
    [InlineData("chat", "GET", "/daifu/sessions", false)]
    [InlineData("chat", "POST", "/daifu/chat/create-issue", false)]
    [InlineData("issues:draft", "POST", "/issues/", true)]
    [InlineData("issues:draft", "POST", "/daifu/chat/create-issue", true)]
    [InlineData("issues:draft", "POST", "/issues/any/create-github-issue", false)]
    [InlineData("issues:draft", "POST", "/issues/any/convert-to-github", false)]
    [InlineData("issues:draft", "POST", "/github/repositories/o/r/issues", false)]
    [InlineData("issues:file", "POST", "/issues/any/create-github-issue", true)]
    [InlineData("issues:file", "POST", "/issues/any/convert-to-github", true)]
    [InlineData("issues:file", "POST", "/github/repositories/o/r/issues", true)]
    [InlineData("issues:file", "POST", "/issues/", false)]
    public async Task Token_may_do_what_its_scope_says_and_nothing_else_is_403(
        string scope,
        string method,
        string path,
        bool isAllowed
    )
    {
        await using var api = await SignIn();
        var token = (await Make(api, $"""["{scope}"]""")).GetProperty("token").GetString()!;
        var status = await Ask(api, token, new HttpMethod(method), path);
        Assert.NotEqual(401, status);
        Assert.Equal(isAllowed, status != 403);
    }

    [Theory]
    [InlineData("POST", "/auth/refresh")]
    [InlineData("POST", "/auth/logout")]
    [InlineData("POST", "/auth/logout-everywhere")]
    [InlineData("POST", "/auth/github/disconnect")]
    [InlineData("GET", "/auth/logins")]
    [InlineData("DELETE", "/auth/logins/any")]
    [InlineData("POST", "/auth/api-tokens")]
    [InlineData("GET", "/auth/api-tokens")]
    [InlineData("DELETE", "/auth/api-tokens/any")]
    public async Task Token_with_all_scopes_manages_neither_logins_nor_tokens(string method, string path)
    {
        await using var api = await SignIn();
        var made = await Make(api, """["read","chat","issues:draft","issues:file"]""");
        Assert.Equal(403, await Ask(api, made.GetProperty("token").GetString()!, new HttpMethod(method), path));
    }

    [Fact]
    public async Task Token_survives_its_login_and_ends_with_all()
    {
        await using var api = await SignIn();
        var token = (await Make(api, """["read"]""")).GetProperty("token").GetString()!;
        await api.Post("/auth/logout", "");
        Assert.Equal(200, await Ask(api, token, HttpMethod.Get, "/auth/profile"));
        await using var again = await SignIn(api);
        Assert.Equal(
            1,
            (await (await again.Post("/auth/logout-everywhere", "")).Json()).GetProperty("logins_ended").GetInt32()
        );
        Assert.Equal(401, await Ask(api, token, HttpMethod.Get, "/auth/profile"));
    }

    [Fact]
    public async Task Token_acts_with_the_GitHub_token_of_the_login_that_made_it()
    {
        await using var mona = await Caller.SignIn(cluster);
        var secret = mona.Add("scoped", isPrivate: true);
        var token = (await Make(mona.Api, """["read"]""")).GetProperty("token").GetString()!;
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person, "ghp_", "gist"));
        var scopeless = (await Make(mona.Api, """["read"]""")).GetProperty("token").GetString()!;
        var path = $"/github/repositories/{secret.FullName}";
        Assert.Equal(200, await Ask(mona.Api, token, HttpMethod.Get, path));
        Assert.Equal(404, await Ask(mona.Api, scopeless, HttpMethod.Get, path));
    }

    [Fact]
    public async Task Token_with_chat_opens_a_socket_which_closes_when_the_token_is_deleted()
    {
        await using var api = await SignIn();
        var made = await Make(api, """["chat"]""");
        var read = (await Make(api, """["read"]""")).GetProperty("token").GetString()!;
        var session = await (await api.Post("/daifu/sessions", """{"repo_owner":"octo","repo_name":"cat"}""")).Json();
        var url = new UriBuilder(api.Http.BaseAddress!)
        {
            Scheme = "ws",
            Path = $"/daifu/sessions/{session.GetProperty("session_id").GetString()}/ws",
        }.Uri;
        using (
            var refused = await SocketClient.Open(url, options =>
                options.SetRequestHeader("Authorization", $"Bearer {read}")
            )
        )
            Assert.Equal(4401, await refused.Closed());
        using var client = await SocketClient.Open(url, options =>
            options.SetRequestHeader("Authorization", $"Bearer {made.GetProperty("token").GetString()}")
        );
        await client.Next("session_update");
        await api.Send(HttpMethod.Delete, $"/auth/api-tokens/{made.GetProperty("id").GetString()}");
        Assert.Equal(4401, await client.Closed());
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"ci","scopes":[],"expires_in_days":1}""", "scopes")]
    [InlineData("""{"name":"ci","scopes":["admin"],"expires_in_days":1}""", "scopes")]
    [InlineData("""{"name":"ci","scopes":["read"],"expires_in_days":0}""", "expires_in_days")]
    [InlineData("""{"name":"ci","scopes":["read"],"expires_in_days":366}""", "expires_in_days")]
    [InlineData("""{"name":" ","scopes":["read"],"expires_in_days":1}""", "name")]
    public async Task Create_with_wrong_values_is_422(string body, string field)
    {
        await using var api = await SignIn();
        var problem = await (await api.Post("/auth/api-tokens", body)).IsProblem(422);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Wrong_tokens_have_a_limit_per_address()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_SIGN_IN=3");
        var wrong = Enumerable.Range(1, 4).Select(user => YudaiV3.Api.Auth.ApiTokenSecret.Create(user).Text).ToArray();
        foreach (var token in wrong[..3])
            Assert.Equal(401, await Ask(api, token, HttpMethod.Get, "/auth/profile"));
        Assert.Equal(429, await Ask(api, wrong[3], HttpMethod.Get, "/auth/profile"));
    }

    private async Task<LocalApi> SignIn()
    {
        var api = await LocalApi.Start(cluster);
        await api.SignIn($"u{Guid.NewGuid():N}"[..30]);
        return api;
    }

    /// <summary>The same user in a new login, on another node.</summary>
    private async Task<LocalApi> SignIn(LocalApi other)
    {
        var name = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(
            other.Http.DefaultRequestHeaders.Authorization!.Parameter
        ).Subject;
        var api = await LocalApi.Start(cluster);
        var profile = await cluster.Client.GetGrain<YudaiV3.Auth.IUser>($"user/{name}").Profile();
        await api.SignIn(profile!.GithubUsername);
        return api;
    }

    private static async Task<JsonElement> Make(LocalApi api, string scopes) =>
        await (
            await api.Post("/auth/api-tokens", $$"""{"name":"ci","scopes":{{scopes}},"expires_in_days":30}""")
        ).Json();

    private static async Task<int> Ask(LocalApi api, string token, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return (int)(await api.Http.SendAsync(request)).StatusCode;
    }
}
