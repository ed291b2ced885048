using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>
/// Signing in through a fake GitHub with two Api nodes and two silos, and a search for the secrets afterwards.
/// </summary>
public sealed class SignInTests(GitHubCluster cluster) : IClassFixture<GitHubCluster>
{
    [Fact]
    public async Task Sign_in_begins_on_one_node_ends_on_the_other_and_leaves_no_secret_in_the_clear()
    {
        var mona = cluster.GitHub.People.Add("mona", "Mona Lisa", emails: [new("mona@example.org")]);
        var callback = await cluster.Agree(mona, node: 0);
        var login = await cluster.Callback(callback, node: 1);
        Assert.True(login.GetProperty("success").GetBoolean());
        var user = login.GetProperty("user");
        Assert.Equal(
            (mona.Id, "mona", "mona@example.org"),
            (
                user.GetProperty("id").GetInt64(),
                user.GetProperty("github_username").GetString(),
                user.GetProperty("email").GetString()
            )
        );
        var personalToken = cluster.GitHub.People.NewToken(mona);
        var byToken = await cluster.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = personalToken });
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);

        var issuedTokens = cluster.GitHub.OAuth.Tokens.ToArray();
        var state = callback[(callback.IndexOf("state=", StringComparison.Ordinal) + "state=".Length)..];
        string[] secrets =
        [
            .. issuedTokens,
            state,
            personalToken,
            cluster.GitHub.OAuth.ClientSecret,
            login.GetProperty("access_token").GetString()!,
        ];
        Assert.NotEmpty(issuedTokens);
        var responses = login.GetRawText() + await byToken.Content.ReadAsStringAsync();
        foreach (var token in issuedTokens.Append(personalToken))
            Assert.DoesNotContain(token, responses, StringComparison.Ordinal);
        var logs = Traces.Logs(cluster.Cluster);
        var rows = await Traces.Rows(cluster.Cluster);
        var dashboard = await Traces.Dashboard(cluster.Cluster, ("YudaiV3.Auth.UserGrain", $"user/{mona.Id}"));
        Assert.Contains("mona", rows, StringComparison.Ordinal);
        foreach (var secret in secrets)
        {
            foreach (var place in (string[])[logs, rows, dashboard])
            {
                Assert.DoesNotContain(secret, place, StringComparison.Ordinal);
                Assert.DoesNotContain(
                    Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
                    place,
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Fact]
    public async Task Used_declined_or_forged_login_fails()
    {
        var mona = cluster.GitHub.People.Add("mona2");
        var callback = await cluster.Agree(mona, node: 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => cluster.Callback(callback, node: n % 2)));
        Assert.Single(outcomes, outcome => outcome.GetProperty("success").GetBoolean());
        Assert.All(outcomes.Where(outcome => !outcome.GetProperty("success").GetBoolean()), outcome =>
            Assert.NotEmpty(outcome.GetProperty("error").GetString()!)
        );

        // An attacker has the state of another login and a code of their own, which was created with another challenge.
        var mallory = cluster.GitHub.People.Add("mallory");
        foreach (var challenge in (string?[])["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "BBBB"])
        {
            var state = (await cluster.Begin(node: 0)).State;
            var code = cluster.GitHub.OAuth.NewCode(mallory, challenge);
            Assert.False(
                (await cluster.Callback($"?code={code}&state={state}", node: 1)).GetProperty("success").GetBoolean()
            );
        }
        cluster.GitHub.OAuth.Agrees = false;
        var declined = await cluster.Callback(await cluster.Agree(mona, node: 0), node: 0);
        cluster.GitHub.OAuth.Agrees = true;
        Assert.Contains("did not agree", declined.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_while_GitHub_is_down_fails_soon_and_works_again_afterwards()
    {
        var mona = cluster.GitHub.People.Add("mona3");
        var token = cluster.GitHub.People.NewToken(mona);
        var callback = await cluster.Agree(mona, node: 0);
        cluster.GitHub.Faults.Script(
            "/access_token",
            GitHubFault.Answer(502),
            GitHubFault.Cut,
            GitHubFault.Answer(503)
        );
        Assert.False((await cluster.Callback(callback, node: 1)).GetProperty("success").GetBoolean());
        cluster.GitHub.Faults.Script(
            "/user",
            GitHubFault.Answer(500),
            GitHubFault.Answer(500),
            GitHubFault.Answer(500)
        );
        Assert.Equal(
            HttpStatusCode.BadGateway,
            (await cluster.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token })).StatusCode
        );
        cluster.GitHub.Faults.Script("/user", GitHubFault.SecondaryLimit);
        var limited = await cluster.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token });
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)),
            (limited.StatusCode, limited.Headers.RetryAfter?.Delta)
        );

        Assert.True(
            (await cluster.Callback(await cluster.Agree(mona, node: 1), node: 0)).GetProperty("success").GetBoolean()
        );
        cluster.GitHub.People.Revoke(token);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await cluster.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token })).StatusCode
        );
    }

    [Fact]
    public async Task Renamed_account_keeps_its_user_and_the_next_owner_of_the_name_is_another_user()
    {
        var first = cluster.GitHub.People.Add("octo", email: "shared@example.org");
        var before = await cluster.SignIn(first);
        cluster.GitHub.People.Change(first, person => person with { Login = "octo-the-elder" });
        var nextOwner = await cluster.SignIn(cluster.GitHub.People.Add("octo", email: "shared@example.org"));
        var after = await cluster.SignIn(first);
        Assert.Equal(before.GetProperty("id").GetInt64(), after.GetProperty("id").GetInt64());
        Assert.Equal(before.GetProperty("created_at").GetString(), after.GetProperty("created_at").GetString());
        Assert.Equal("octo-the-elder", after.GetProperty("github_username").GetString());
        Assert.NotEqual(before.GetProperty("id").GetInt64(), nextOwner.GetProperty("id").GetInt64());
    }
}

/// <summary>A fake GitHub and a cluster whose users sign in through it.</summary>
public sealed class GitHubCluster : IAsyncLifetime
{
    public GitHubServer GitHub { get; private set; } = null!;
    public Cluster Cluster { get; private set; } = null!;
    public IReadOnlyList<HttpClient> Nodes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        GitHub = await GitHubServer.Start();
        Cluster = await Cluster.Start(
            silos: 2,
            apis: 2,
            new Dictionary<string, string>
            {
                ["GITHUB_WEB_URL"] = GitHub.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = GitHub.Api.AbsoluteUri,
                ["GITHUB_CLIENT_ID"] = GitHub.OAuth.ClientId,
                ["GITHUB_CLIENT_SECRET"] = GitHub.OAuth.ClientSecret,
                ["GITHUB_REDIRECT_URI"] = GitHub.OAuth.Callback.OriginalString,
            }
        );
        Nodes =
        [
            .. Cluster.Apis.Select(api => new HttpClient(
                new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }
            )
            {
                BaseAddress = api.Url,
            }),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            node.Dispose();
        await Cluster.DisposeAsync();
        await GitHub.DisposeAsync();
    }

    /// <summary>Starts a sign-in. Returns the page to which the node redirects the browser, and the state.</summary>
    public async Task<(Uri Page, string State)> Begin(int node)
    {
        using var response = await Nodes[node].GetAsync("/auth/login");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var page = response.Headers.Location!;
        return (
            page,
            page.Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith("state=", StringComparison.Ordinal))[
                "state=".Length..
            ]
        );
    }

    /// <summary>Agrees on GitHub. Returns the query of the redirect back.</summary>
    public async Task<string> Agree(GitHubPerson person, int node)
    {
        GitHub.OAuth.Person = person;
        var (page, _) = await Begin(node);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var response = await browser.GetAsync(page);
        return response.Headers.Location!.Query;
    }

    public async Task<JsonElement> Callback(string query, int node)
    {
        using var response = await Nodes[node].GetAsync("/auth/callback" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Signs in with a token of the person. Returns the profile.</summary>
    public async Task<JsonElement> SignIn(GitHubPerson person)
    {
        using var response = await Nodes[0]
            .PostAsJsonAsync("/auth/token", new { github_token = GitHub.People.NewToken(person) });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user");
    }
}
