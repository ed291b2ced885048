using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>
/// Signing in through a GitHub over real sockets, two Api nodes and two silos, and what is left behind of it.
/// </summary>
public sealed class SignInTests(GitHubCluster world) : IClassFixture<GitHubCluster>
{
    [Fact]
    public async Task Sign_in_begins_on_one_node_ends_on_the_other_and_leaves_no_secret_in_the_clear()
    {
        var mona = world.GitHub.People.Add("mona", "Mona Lisa", emails: [new("mona@example.org")]);
        var back = await world.Agree(mona, node: 0);
        var login = await world.Callback(back, node: 1);
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
        var brought = world.GitHub.People.NewToken(mona);
        var byToken = await world.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = brought });
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);

        var given = world.GitHub.OAuth.Tokens.ToArray();
        var state = back[(back.IndexOf("state=", StringComparison.Ordinal) + "state=".Length)..];
        string[] secrets =
        [
            .. given,
            state,
            brought,
            world.GitHub.OAuth.ClientSecret,
            login.GetProperty("access_token").GetString()!,
        ];
        Assert.NotEmpty(given);
        var said = login.GetRawText() + await byToken.Content.ReadAsStringAsync();
        foreach (var token in given.Append(brought))
            Assert.DoesNotContain(token, said, StringComparison.Ordinal);
        var logs = Traces.Logs(world.Cluster);
        var rows = await Traces.Rows(world.Cluster);
        var shown = await Traces.Dashboard(world.Cluster, ("YudaiV3.Auth.UserGrain", $"user/{mona.Id}"));
        Assert.Contains("mona", rows, StringComparison.Ordinal);
        foreach (var secret in secrets)
        foreach (var place in (string[])[logs, rows, shown])
        {
            Assert.DoesNotContain(secret, place, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
                place,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Login_that_was_used_refused_or_made_up_fails()
    {
        var mona = world.GitHub.People.Add("mona2");
        var back = await world.Agree(mona, node: 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => world.Callback(back, node: n % 2)));
        Assert.Single(outcomes, outcome => outcome.GetProperty("success").GetBoolean());
        Assert.All(outcomes.Where(outcome => !outcome.GetProperty("success").GetBoolean()), outcome =>
            Assert.NotEmpty(outcome.GetProperty("error").GetString()!)
        );

        // Whoever has the state of somebody else's login, and a code of their own: it was made without that login's
        // challenge, or with another.
        var mallory = world.GitHub.People.Add("mallory");
        foreach (var challenge in (string?[])["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "BBBB"])
        {
            var stolen = (await world.Begin(node: 0)).State;
            var code = world.GitHub.OAuth.NewCode(mallory, challenge);
            Assert.False(
                (await world.Callback($"?code={code}&state={stolen}", node: 1)).GetProperty("success").GetBoolean()
            );
        }
        world.GitHub.OAuth.Agrees = false;
        var declined = await world.Callback(await world.Agree(mona, node: 0), node: 0);
        world.GitHub.OAuth.Agrees = true;
        Assert.Contains("did not agree", declined.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_while_GitHub_is_down_fails_soon_and_works_again_afterwards()
    {
        var mona = world.GitHub.People.Add("mona3");
        var token = world.GitHub.People.NewToken(mona);
        var back = await world.Agree(mona, node: 0);
        world.GitHub.Faults.Script("/access_token", GitHubFault.Answer(502), GitHubFault.Cut, GitHubFault.Answer(503));
        Assert.False((await world.Callback(back, node: 1)).GetProperty("success").GetBoolean());
        world.GitHub.Faults.Script("/user", GitHubFault.Answer(500), GitHubFault.Answer(500), GitHubFault.Answer(500));
        Assert.Equal(
            HttpStatusCode.BadGateway,
            (await world.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token })).StatusCode
        );
        world.GitHub.Faults.Script("/user", GitHubFault.SecondaryLimit);
        var limited = await world.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token });
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)),
            (limited.StatusCode, limited.Headers.RetryAfter?.Delta)
        );

        Assert.True(
            (await world.Callback(await world.Agree(mona, node: 1), node: 0)).GetProperty("success").GetBoolean()
        );
        world.GitHub.People.Revoke(token);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await world.Nodes[0].PostAsJsonAsync("/auth/token", new { github_token = token })).StatusCode
        );
    }

    [Fact]
    public async Task Renamed_login_stays_its_owners_and_whoever_takes_the_old_name_is_somebody_else()
    {
        var first = world.GitHub.People.Add("octo", email: "shared@example.org");
        var before = await world.SignIn(first);
        world.GitHub.People.Change(first, person => person with { Login = "octo-the-elder" });
        var heir = await world.SignIn(world.GitHub.People.Add("octo", email: "shared@example.org"));
        var after = await world.SignIn(first);
        Assert.Equal(before.GetProperty("id").GetInt64(), after.GetProperty("id").GetInt64());
        Assert.Equal(before.GetProperty("created_at").GetString(), after.GetProperty("created_at").GetString());
        Assert.Equal("octo-the-elder", after.GetProperty("github_username").GetString());
        Assert.NotEqual(before.GetProperty("id").GetInt64(), heir.GetProperty("id").GetInt64());
    }
}

/// <summary>A GitHub, and a cluster whose people sign in through it.</summary>
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

    /// <summary>Where a node sends a browser that wants to sign in.</summary>
    public async Task<(Uri Page, string State)> Begin(int node)
    {
        using var answer = await Nodes[node].GetAsync("/auth/login");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var page = answer.Headers.Location!;
        return (
            page,
            page.Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith("state=", StringComparison.Ordinal))[
                "state=".Length..
            ]
        );
    }

    /// <summary>The query with which GitHub sends the browser back.</summary>
    public async Task<string> Agree(GitHubPerson person, int node)
    {
        GitHub.OAuth.Person = person;
        var (page, _) = await Begin(node);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(page);
        return answer.Headers.Location!.Query;
    }

    public async Task<JsonElement> Callback(string query, int node)
    {
        using var answer = await Nodes[node].GetAsync("/auth/callback" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The profile of somebody who signs in with a token of theirs.</summary>
    public async Task<JsonElement> SignIn(GitHubPerson person)
    {
        using var answer = await Nodes[0]
            .PostAsJsonAsync("/auth/token", new { github_token = GitHub.People.NewToken(person) });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user");
    }
}
