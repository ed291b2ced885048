using System.Net.Http.Headers;
using YudaiV3.Api.Auth;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>Sign-in over HTTP.</summary>
public sealed class AuthEndpointsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Dev_login_gives_the_same_user_each_time_whatever_the_case()
    {
        await using var api = await LocalApi.Start(cluster);
        var first = await api.SignIn("Mona-Lisa");
        var again = await api.SignIn("mona-lisa");
        var user = first.GetProperty("user");
        Assert.Equal(user.GetProperty("id").GetInt64(), again.GetProperty("user").GetProperty("id").GetInt64());
        Assert.InRange(user.GetProperty("id").GetInt64(), 1L << 52, (1L << 53) - 1);
        Assert.Equal(
            user.GetProperty("created_at").GetString(),
            again.GetProperty("user").GetProperty("created_at").GetString()
        );
        Assert.Equal("bearer", first.GetProperty("token_type").GetString());
        Assert.True(first.GetProperty("success").GetBoolean());
        var profile = await (await api.Get("/api/auth/profile")).Json();
        Assert.Equal(again.GetProperty("user").GetRawText(), profile.GetRawText());
    }

    [Theory]
    [InlineData("""{"username":""}""")]
    [InlineData("""{"username":" "}""")]
    [InlineData("""{"username":"a b"}""")]
    [InlineData("""{"username":"-a"}""")]
    [InlineData("""{"username":"a-"}""")]
    [InlineData("""{"username":"a--b"}""")]
    [InlineData("""{"username":"é"}""")]
    [InlineData("""{"username":"0123456789012345678901234567890123456789"}""")]
    [InlineData("""{"username":5}""")]
    [InlineData("{}")]
    public async Task Dev_login_with_a_wrong_name_is_422(string body)
    {
        await using var api = await LocalApi.Start(cluster);
        Assert.True(
            (await (await api.Post("/auth/dev-login", body)).IsProblem(422))
                .GetProperty("errors")
                .TryGetProperty("username", out _)
        );
    }

    [Theory]
    [InlineData("--environment=Production")]
    [InlineData("GITHUB_CLIENT_ID=abc")]
    public async Task Dev_login_elsewhere_is_404(string setting)
    {
        await using var api = await LocalApi.Start(cluster, setting.TrimStart('-'));
        await (await api.Post("/auth/dev-login", """{"username":"mona"}""")).IsProblem(404);
    }

    [Theory]
    [InlineData("203.0.113.9", 404)]
    [InlineData("203.0.113.9, 127.0.0.1", 404)]
    [InlineData("nonsense", 404)]
    [InlineData("127.0.0.1", 200)]
    public async Task Dev_login_through_a_proxy_is_for_this_machine_only(string forwardedFor, int status)
    {
        await using var api = await LocalApi.Start(cluster);
        api.Http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        Assert.Equal(status, (int)(await api.Post("/auth/dev-login", """{"username":"mona"}""")).StatusCode);
    }

    [Fact]
    public async Task Sign_in_too_often_is_429()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_SIGN_IN=1");
        await api.SignIn("mona");
        var refused = await api.Post("/auth/dev-login", """{"username":"mona"}""");
        await refused.IsProblem(429);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Refresh_gives_another_token_that_works()
    {
        await using var api = await LocalApi.Start(cluster);
        var login = await api.SignIn("mona");
        var token = (await (await api.Post("/auth/refresh", "")).Json()).GetProperty("access_token").GetString();
        Assert.NotEqual(login.GetProperty("access_token").GetString(), token);
        api.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(200, (int)(await api.Get("/auth/profile")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic bW9uYTpsaXNh")]
    public async Task Calls_without_a_good_token_are_401(string? authorization)
    {
        await using var api = await LocalApi.Start(cluster);
        if (authorization is not null)
            api.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        foreach (
            var path in (string[])
                ["/auth/profile", "/api/daifu/sessions", "/daifu/sessions/unknown", "/daifu/chat/sessions"]
        )
        {
            var refused = await api.Get(path);
            await refused.IsProblem(401);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }
        Assert.Equal("""{"authenticated":false}""", await (await api.Get("/auth/status")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Token_of_somebody_who_never_signed_in_is_401()
    {
        await using var api = await LocalApi.Start(cluster);
        var maker = (JwtIssuer)api.Services.GetService(typeof(JwtIssuer))!;
        api.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            maker.IssueFor(987654321)
        );
        await (await api.Get("/auth/profile")).IsProblem(401);
        await (await api.Post("/auth/refresh", "")).IsProblem(401);
        Assert.Equal("""{"authenticated":false}""", await (await api.Get("/auth/status")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Github_login_that_is_off_says_so()
    {
        await using var api = await LocalApi.Start(cluster);
        var config = await (await api.Get("/auth/config")).Json();
        Assert.False(config.GetProperty("github_oauth_configured").GetBoolean());
        Assert.Contains("GITHUB_CLIENT_ID", config.GetProperty("error").GetString()!, StringComparison.Ordinal);
        var callback = await api.Get("/auth/callback?code=a&state=b");
        Assert.Equal(200, (int)callback.StatusCode);
        Assert.False((await callback.Json()).GetProperty("success").GetBoolean());
        await (await api.Get("/auth/login")).IsProblem(503);
    }
}
