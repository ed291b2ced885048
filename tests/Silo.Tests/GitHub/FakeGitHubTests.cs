using System.Net;
using System.Net.Http.Headers;
using System.Web;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>The fake GitHub behaves as GitHub's documentation says.</summary>
public sealed class FakeGitHubTests
{
    [Fact]
    public async Task Unchanged_answer_is_304_and_costs_nothing()
    {
        await using var github = await GitHubServer.Start();
        var mona = github.People.Add("mona");
        using var client = Client(github, github.People.NewToken(mona));
        using var first = await client.GetAsync("user");
        Assert.Equal(("5000", "4999"), (Header(first, "x-ratelimit-limit"), Header(first, "x-ratelimit-remaining")));
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        for (var n = 0; n < 3; n++)
        {
            using var again = await client.GetAsync("user");
            Assert.Equal(
                (HttpStatusCode.NotModified, "4999"),
                (again.StatusCode, Header(again, "x-ratelimit-remaining"))
            );
        }
        github.People.Change(mona, person => person with { Login = "lisa" });
        using var changed = await client.GetAsync("user");
        Assert.Equal((HttpStatusCode.OK, "4998"), (changed.StatusCode, Header(changed, "x-ratelimit-remaining")));
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task Exchange_answers_a_form_unless_JSON_is_asked_for_and_200_for_errors()
    {
        await using var github = await GitHubServer.Start();
        using var client = new HttpClient { BaseAddress = github.Web };
        var fields = new Dictionary<string, string>
        {
            ["client_id"] = github.OAuth.ClientId,
            ["client_secret"] = github.OAuth.ClientSecret,
            ["code"] = github.OAuth.NewCode(github.People.Add("mona")),
        };
        using var granted = await client.PostAsync("login/oauth/access_token", new FormUrlEncodedContent(fields));
        Assert.StartsWith(
            "gho_",
            HttpUtility.ParseQueryString(await granted.Content.ReadAsStringAsync())["access_token"],
            StringComparison.Ordinal
        );
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var refused = await client.PostAsync("login/oauth/access_token", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(
            "\"error\":\"bad_verification_code\"",
            await refused.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Authorize_for_another_callback_goes_to_the_registered_one_with_an_error()
    {
        await using var github = await GitHubServer.Start();
        github.OAuth.Person = github.People.Add("mona");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = github.Web,
        };
        using var answer = await client.GetAsync(
            $"login/oauth/authorize?client_id={github.OAuth.ClientId}&state=s"
                + $"&redirect_uri={Uri.EscapeDataString("https://evil.example/")}"
        );
        Assert.StartsWith(
            $"{github.OAuth.Callback}?error=redirect_uri_mismatch",
            answer.Headers.Location!.OriginalString,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, "Requires authentication")]
    [InlineData("ghp_made_up", "Bad credentials")]
    public async Task Rest_without_a_good_token_is_401(string? token, string message)
    {
        await using var github = await GitHubServer.Start();
        using var client = Client(github, token);
        using var answer = await client.GetAsync("user");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpClient Client(GitHubServer github, string? token) =>
        new()
        {
            BaseAddress = github.Api,
            DefaultRequestHeaders =
            {
                UserAgent = { new ProductInfoHeaderValue("test", "1") },
                Authorization = token is null ? null : new("Bearer", token),
            },
        };

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
