namespace YudaiV3.Api.Tests.Web;

/// <summary>What holds for every answer.</summary>
public sealed class WebApplicationExtensionsTests(GrainCluster cluster)
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/auth/profile", 401)]
    [InlineData("/no/such/route", 404)]
    [InlineData("/auth/login", 503)]
    [InlineData("/auth/dev-login", 405)]
    public async Task Every_answer_allows_the_configured_origins_only(string path, int status)
    {
        await using var api = await LocalApi.Start(cluster, "CORS_ORIGINS=https://app.example.org, http://localhost:9");
        var allowed = await Ask(api, HttpMethod.Get, path, "https://app.example.org");
        Assert.Equal(status, (int)allowed.StatusCode);
        Assert.Equal(
            "https://app.example.org",
            Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin"))
        );
        Assert.Equal("true", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Credentials")));
        Assert.False(
            (await Ask(api, HttpMethod.Get, path, "http://localhost:3000")).Headers.Contains(
                "Access-Control-Allow-Origin"
            )
        );
    }

    [Theory]
    [InlineData("/daifu/sessions")]
    [InlineData("/api/daifu/sessions/a%2Fb/touch")]
    [InlineData("/no/such/route")]
    public async Task Preflight_needs_no_bearer(string path)
    {
        await using var api = await LocalApi.Start(cluster);
        var answer = await Ask(
            api,
            HttpMethod.Options,
            path,
            "http://localhost:5173",
            ("Access-Control-Request-Method", "PUT"),
            ("Access-Control-Request-Headers", "authorization,content-type")
        );
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal("http://localhost:5173", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(
            "PUT",
            answer.Headers.GetValues("Access-Control-Allow-Methods").Single(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "authorization",
            answer.Headers.GetValues("Access-Control-Allow-Headers").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_answer_has_safe_headers_and_no_name_of_the_server()
    {
        await using var api = await LocalApi.Start(cluster);
        foreach (var path in (string[])["/", "/auth/profile", "/auth/login"])
        {
            var answer = await api.Get(path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Root_says_what_this_is()
    {
        await using var api = await LocalApi.Start(cluster);
        foreach (var path in (string[])["/", "/api", "/api/"])
        {
            var about = await (await api.Get(path)).Json();
            Assert.Equal(
                ["authentication", "github", "chat", "issues", "file-dependencies"],
                about.GetProperty("services").EnumerateObject().Select(service => service.Name)
            );
        }
    }

    [Fact]
    public async Task Documentation_names_every_route_with_its_path_parameters_and_body()
    {
        await using var api = await LocalApi.Start(cluster);
        var document = await (await api.Get("/openapi/v1.json")).Json();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString()!, StringComparison.Ordinal);
        var paths = document.GetProperty("paths");
        string[] routes =
        [
            "/",
            "/health",
            "/auth/dev-login",
            "/auth/profile",
            "/daifu/sessions",
            "/daifu/chat/daifu",
            "/daifu/chat/daifu/v2",
            "/daifu/chat/sessions/{session_id}/stop",
        ];
        Assert.All(routes, route => Assert.True(paths.TryGetProperty(route, out _), route));
        var open = paths.GetProperty("/daifu/sessions/{session_id}").GetProperty("get");
        Assert.Contains(open.GetProperty("parameters").EnumerateArray(), parameter =>
            parameter.GetProperty("name").GetString() == "session_id"
        );
        Assert.Equal(1, open.GetProperty("security").GetArrayLength());
        Assert.True(paths.GetProperty("/daifu/chat/daifu").GetProperty("post").TryGetProperty("requestBody", out _));
    }

    [Fact]
    public async Task Errors_are_problems_also_for_browsers()
    {
        await using var api = await LocalApi.Start(cluster);
        api.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await (await api.Get("/no/such/route")).IsProblem(404);
        await (await api.Get("/auth/login")).IsProblem(503);
    }

    private static Task<HttpResponseMessage> Ask(
        LocalApi api,
        HttpMethod method,
        string path,
        string origin,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return api.Http.SendAsync(request);
    }
}
