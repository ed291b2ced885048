using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using YudaiV3.Api.Web;
using YudaiV3.GitHub;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>Signing in through GitHub over HTTP, on two nodes; GitHub is scripted at the port.</summary>
public sealed class GitHubLoginEndpointsTests(GrainCluster cluster) : IAsyncLifetime
{
    private const string RedirectUri = "http://localhost/auth/callback",
        Frontend = "https://app.example/after?x=1";
    private static readonly string[] App =
    [
        "GITHUB_CLIENT_ID=the-app",
        "GITHUB_CLIENT_SECRET=hush",
        $"GITHUB_REDIRECT_URI={RedirectUri}",
        $"FRONTEND_URL={Frontend}",
        "GITHUB_WEB_URL=https://git.example",
    ];
    private static long _lastId = 5_000_000;

    private LocalApi _one = null!,
        _other = null!;

    public async ValueTask InitializeAsync() =>
        (_one, _other) = (await LocalApi.Start(cluster, App), await LocalApi.Start(cluster, App));

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Login_leads_to_GitHub_and_back_on_another_node()
    {
        var (to, _) = await Begin();
        var query = QueryHelpers.ParseQuery(to.Query);
        Assert.Equal("https://git.example/login/oauth/authorize", to.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ["the-app", RedirectUri, "repo user email", "S256"],
            ((string[])["client_id", "redirect_uri", "scope", "code_challenge_method"]).Select(name =>
                query[name].ToString()
            )
        );
        Assert.Equal(43, query["code_challenge"].ToString().Length);
        var (account, code) = Somebody();

        // As clients do that were signed in before.
        _other.Http.DefaultRequestHeaders.Authorization = new("Bearer", "stale");
        var login = await (await _other.Get($"/api/auth/callback?code={code}&state={query["state"]}")).Json();
        Assert.True(login.GetProperty("success").GetBoolean());
        Assert.Equal(
            ("bearer", 86_400),
            (login.GetProperty("token_type").GetString(), login.GetProperty("expires_in").GetInt32())
        );
        Assert.Equal($"{account.Id}", login.GetProperty("user").GetProperty("github_user_id").GetString());
        _one.Http.DefaultRequestHeaders.Authorization = new("Bearer", login.GetProperty("access_token").GetString());
        Assert.Equal(
            "octo",
            (await (await _one.Get("/auth/profile")).Json()).GetProperty("github_username").GetString()
        );

        Assert.Equal(
            "This login was not begun here, has been used, or was begun too long ago. Please begin again.",
            await Error(_one, $"?code={Somebody().Code}&state={query["state"]}")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x")]
    [InlineData("?state=x")]
    [InlineData("?code=x&state=x")]
    [InlineData("?code=&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?code=x&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?code=x&state=../user/7")]
    [InlineData(
        "?error=access_denied&error_description=%3Cscript%3E&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    public async Task Callback_that_cannot_be_right_is_a_failure_with_status_200(string query) =>
        Assert.DoesNotContain("script", await Error(_one, query), StringComparison.Ordinal);

    [Fact]
    public async Task Callback_with_a_code_that_GitHub_refuses_is_a_failure_with_status_200()
    {
        var (to, _) = await Begin();
        Assert.Equal(
            "No such code.",
            await Error(_other, $"?code=made-up&state={QueryHelpers.ParseQuery(to.Query)["state"]}")
        );
    }

    [Fact]
    public async Task Callback_in_a_browser_ends_at_the_front_end_and_only_in_the_browser_that_began()
    {
        var (to, cookie) = await Begin();
        var state = QueryHelpers.ParseQuery(to.Query)["state"];
        var (account, code) = Somebody();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        foreach (var stolen in (string?[])[null, "yudai_login=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
            Assert.Equal(
                "The login was begun in another browser.",
                (await Browse(_other, code, state!, stolen))["error"]
            );
        var arrived = await Browse(_other, code, state!, cookie[..cookie.IndexOf(';')]);
        _one.Http.DefaultRequestHeaders.Authorization = new("Bearer", arrived["access_token"]);
        Assert.Equal(account.Id, (await (await _one.Get("/auth/profile")).Json()).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Two_logins_in_one_browser_both_end_well()
    {
        var (first, cookie) = await Begin();
        var mark = cookie[..cookie.IndexOf(';')];
        var (second, _) = await Begin(mark);
        foreach (var to in (Uri[])[first, second])
            Assert.Contains(
                "access_token",
                await Browse(_one, Somebody().Code, QueryHelpers.ParseQuery(to.Query)["state"]!, mark)
            );
    }

    [Fact]
    public async Task Callback_in_a_browser_brings_the_nonce_of_the_page_back_and_no_other()
    {
        const string nonce = "0123456789abcdef0123456789abcdef";
        using var begun = await Browser(_one, $"/auth/login?nonce={nonce}", null);
        var cookies = begun.Headers.GetValues("Set-Cookie").Select(cookie => cookie[..cookie.IndexOf(';')]).ToArray();
        var state = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["state"].ToString();
        Assert.Equal(nonce, (await Browse(_other, Somebody().Code, state, string.Join("; ", cookies)))["nonce"]);

        var (other, cookie) = await Begin(
            cookies.Single(one => one.StartsWith("yudai_login", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            "nonce",
            await Browse(
                _other,
                Somebody().Code,
                QueryHelpers.ParseQuery(other.Query)["state"]!,
                $"{cookie[..cookie.IndexOf(';')]}; {string.Join("; ", cookies)}"
            )
        );
        using var wrong = await Browser(_one, "/auth/login?nonce=%0d%0aSet-Cookie:a=b", null);
        Assert.Single(wrong.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Token_signs_in_and_tells_why_not()
    {
        var (account, code) = Somebody();
        var login = await (await _one.Post("/auth/token", $$"""{"github_token":" token of {{code}} "}""")).Json();
        Assert.Equal(account.Id, login.GetProperty("user").GetProperty("id").GetInt64());
        Assert.DoesNotContain(code, login.GetRawText(), StringComparison.Ordinal);
        var refused = await _one.Post("/auth/token", """{"github_token":"made up"}""");
        await refused.IsProblem(429);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        await (await _one.Post("/auth/token", """{"github_token":" "}""")).IsProblem(422);
        await (await _one.Post("/auth/token", "{}")).IsProblem(422);
    }

    [Fact]
    public async Task Config_says_that_it_is_on_and_what_is_missing_where_it_is_not()
    {
        var on = await (await _one.Get("/auth/config")).Json();
        Assert.True(on.GetProperty("github_oauth_configured").GetBoolean());
        Assert.Equal(
            ("the-app", RedirectUri),
            (on.GetProperty("github_client_id").GetString(), on.GetProperty("redirect_uri").GetString())
        );
        Assert.DoesNotContain("hush", on.GetRawText(), StringComparison.Ordinal);
        await using var half = await LocalApi.Start(cluster, App[0], App[2]);
        var off = await (await half.Get("/auth/config")).Json();
        Assert.Equal(
            (false, true, false),
            (
                off.GetProperty("github_oauth_configured").GetBoolean(),
                off.GetProperty("client_id_configured").GetBoolean(),
                off.GetProperty("client_secret_configured").GetBoolean()
            )
        );
        Assert.Contains("GITHUB_CLIENT_SECRET", off.GetProperty("error").GetString(), StringComparison.Ordinal);
        await (await half.Get("/auth/login")).IsProblem(503);
        Assert.Contains("GITHUB_CLIENT_SECRET", await Error(half, "?code=a&state=b"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("application/json, text/plain, */*", false)]
    [InlineData("application/json, text/html", false)]
    [InlineData("text/html;q=0.5, application/json", false)]
    [InlineData("text/html;q=0", false)]
    [InlineData("nonsense", false)]
    [InlineData("text/html", true)]
    [InlineData("text/html, */*", true)]
    [InlineData("text/html, application/json;q=0.9", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", true)]
    public void Page_is_wanted_by_who_names_HTML_first(string accept, bool wanted)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;
        Assert.Equal(wanted, AcceptHeader.PrefersHtml(context.Request));
    }

    private (GitHubAccount Account, string Code) Somebody()
    {
        var (account, code) = (
            new GitHubAccount(Interlocked.Increment(ref _lastId), "octo", "Octo", null, null),
            Guid.NewGuid().ToString("N")
        );
        cluster.GitHub.Tokens[$"token of {code}"] = account;
        return (account, code);
    }

    private async Task<(Uri To, string Cookie)> Begin(string? cookie = null)
    {
        using var answer = await Browser(_one, "/auth/login", cookie);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return (answer.Headers.Location!, answer.Headers.GetValues("Set-Cookie").Single());
    }

    /// <summary>Where the browser ends, as its page reads the fragment.</summary>
    private static async Task<Dictionary<string, string>> Browse(
        LocalApi api,
        string code,
        string state,
        string? cookie
    )
    {
        using var answer = await Browser(api, $"/auth/callback?code={code}&state={state}", cookie);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(Frontend + "#", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return QueryHelpers
            .ParseQuery(answer.Headers.Location.Fragment.TrimStart('#'))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    private static async Task<HttpResponseMessage> Browser(LocalApi api, string path, string? cookie)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = api.Http.BaseAddress,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { Accept = { new("text/html"), new MediaTypeWithQualityHeaderValue("*/*", 0.8) } },
        };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }

    private static async Task<string> Error(LocalApi api, string query)
    {
        var answer = await api.Get("/auth/callback" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal(
            (false, JsonValueKind.String),
            (body.GetProperty("success").GetBoolean(), body.GetProperty("message").ValueKind)
        );
        return body.GetProperty("error").GetString()!;
    }
}
