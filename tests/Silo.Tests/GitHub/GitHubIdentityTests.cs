using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Chat;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>Sign-in over real sockets, with a GitHub that succeeds, refuses, hangs and breaks.</summary>
public sealed class GitHubIdentityTests : IAsyncLifetime
{
    private const string Verifier = "a-verifier-of-forty-three-characters-or-more-0123456789";
    private static readonly string Challenge = Base64Url.EncodeToString(
        SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))
    );

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly LogLines _logs = new();
    private GitHubServer _github = null!;
    private GitHubPerson _mona = null!;

    public async ValueTask InitializeAsync()
    {
        _github = await GitHubServer.Start(_time);
        _mona = _github.People.Add("mona", "Mona Lisa", "mona@example.org");
    }

    public ValueTask DisposeAsync() => _github.DisposeAsync();

    [Fact]
    public async Task Redeem_returns_the_users_token_once()
    {
        var code = _github.OAuth.NewCode(_mona, Challenge);
        var token = await Redeem(code);
        Assert.Equal(_github.OAuth.Tokens.Single(), token);
        var account = await Identity().Owner(token);
        Assert.Equal(
            (_mona.Id, "mona", "Mona Lisa", "mona@example.org"),
            (account.Id, account.Login, account.Name, account.Email)
        );
        await Refused(GitHubFailure.Unauthorized, () => Redeem(code));
    }

    [Fact]
    public async Task Send_to_a_GitHub_to_which_no_connection_comes_about_times_out()
    {
        using var silent = new SilentServer();
        using var http = GitHubTransport.CreateClient();
        var timeouts = new GitHubTimeouts { Attempt = TimeSpan.FromSeconds(5), Call = TimeSpan.FromSeconds(6) };
        var transport = new GitHubTransport(http, timeouts, TimeProvider.System, NullLogger<GitHubTransport>.Instance);
        await Refused(GitHubFailure.TimedOut, () => transport.Send(() => new(HttpMethod.Get, silent.Url)));
    }

    [Theory]
    [InlineData("another-verifier-of-forty-three-characters-or-more", null)]
    [InlineData(Verifier, "https://elsewhere.example/auth/callback")]
    public async Task Redeem_with_another_verifier_or_callback_is_refused(string verifier, string? redirectUri)
    {
        var code = _github.OAuth.NewCode(_mona, Challenge);
        await Assert.ThrowsAsync<GitHubException>(() =>
            Identity().Redeem(code, verifier, redirectUri ?? _github.OAuth.Callback.OriginalString)
        );
        Assert.Empty(_github.OAuth.Tokens);
    }

    [Fact]
    public async Task Redeem_after_the_code_has_expired_is_refused()
    {
        var code = _github.OAuth.NewCode(_mona, Challenge);
        _time.Advance(TimeSpan.FromMinutes(10));
        await Refused(GitHubFailure.Unauthorized, () => Redeem(code));
    }

    [Fact]
    public async Task Redeem_with_a_wrong_client_secret_blames_the_server()
    {
        var code = _github.OAuth.NewCode(_mona, Challenge);
        await Refused(GitHubFailure.BadAnswer, () =>
            Identity(("GITHUB_CLIENT_SECRET", "wrong")).Redeem(code, Verifier, _github.OAuth.Callback.OriginalString)
        );
        Assert.Contains("incorrect_client_credentials", _logs.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task Redeem_when_GitHub_fails_twice_tries_a_third_time(int status)
    {
        var fault = status == 0 ? GitHubFault.Cut : GitHubFault.Answer(status);
        _github.Faults.Script("/access_token", fault, fault);
        Assert.NotEmpty(await Redeem(_github.OAuth.NewCode(_mona, Challenge)));
        Assert.Equal(3, _github.Requests.Count);
    }

    [Fact]
    public async Task RequireOwnApp_accepts_tokens_of_people_and_of_the_own_app()
    {
        await Identity().RequireOwnApp(_github.People.NewToken(_mona));
        Assert.Empty(_github.Requests);
        await Identity().RequireOwnApp(await Redeem(_github.OAuth.NewCode(_mona, Challenge)));
        Assert.Single(_github.Requests, request => request.Path.EndsWith("/token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gho_")]
    [InlineData("ghu_")]
    [InlineData("ghs_")]
    public async Task RequireOwnApp_of_a_token_of_another_app_is_refused(string kind)
    {
        var token = _github.People.NewToken(_mona, kind, "repo");
        await Refused(GitHubFailure.Unauthorized, () => Identity().RequireOwnApp(token));
        await Refused(GitHubFailure.Unauthorized, () => Identity(("GITHUB_CLIENT_SECRET", "")).RequireOwnApp(token));
        Assert.DoesNotContain(token, _logs.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "repo", true)]
    [InlineData("Mona, ada", "", "repo", true)]
    [InlineData("ada", "", "user", false)]
    [InlineData("ada", "OctoCorp", "user", true)]
    [InlineData("", "other,octocorp", "read:org", true)]
    [InlineData("", "other", "user", false)]
    [InlineData("", "octocorp", "repo", false)]
    public async Task RequireAllowed_follows_the_settings(string users, string orgs, string scope, bool isAllowed)
    {
        var mona = _github.People.Change(_mona, person => person with { Organizations = ["octocorp"] });
        var identity = Identity(("ALLOWED_USERS", users), ("ALLOWED_ORGS", orgs));
        var account = new GitHubAccount(mona.Id, mona.Login, null, null, null);
        var call = () => identity.RequireAllowed(account, _github.People.NewToken(mona, "ghp_", scope));
        if (isAllowed)
            await call();
        else
            Assert.Contains("mona", (await Refused(GitHubFailure.Forbidden, call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_of_a_token_of_another_app_without_a_prefix_is_refused() =>
        await Refused(GitHubFailure.Unauthorized, () => Identity().Owner(_github.People.NewToken(_mona, "", "repo")));

    [Fact]
    public async Task Revoke_ends_a_token_of_the_own_app_and_no_other()
    {
        var own = await Redeem(_github.OAuth.NewCode(_mona, Challenge));
        var (personal, foreign) = (_github.People.NewToken(_mona), _github.People.NewToken(_mona, "gho_"));
        foreach (var token in (string[])[own, personal, foreign])
            await Identity().Revoke(token);
        Assert.Equal(
            (true, false, false),
            (
                _github.People.Find(own) is null,
                _github.People.Find(personal) is null,
                _github.People.Find(foreign) is null
            )
        );
    }

    [Fact]
    public async Task RequireOwnApp_when_GitHub_stays_down_gives_up()
    {
        _github.Faults.Script("/token", [.. Enumerable.Repeat(GitHubFault.Answer(503), 9)]);
        await Refused(GitHubFailure.BadAnswer, () => Identity().RequireOwnApp("gho_any"));
    }

    [Fact]
    public async Task Owner_when_GitHub_stays_down_gives_up()
    {
        var token = _github.People.NewToken(_mona);
        _github.Faults.Script("/user", [.. Enumerable.Repeat(GitHubFault.Answer(503), 9)]);
        await Refused(GitHubFailure.BadAnswer, () => Identity().Owner(token));
        Assert.Equal(3, _github.Requests.Count);
    }

    [Fact]
    public async Task Owner_when_GitHub_does_not_respond_times_out()
    {
        var token = _github.People.NewToken(_mona);
        _github.Faults.Script("/user", [.. Enumerable.Repeat(GitHubFault.Hang, 9)]);
        await Refused(GitHubFailure.TimedOut, () => Identity(
                    new GitHubTimeouts
                    {
                        Attempt = TimeSpan.FromMilliseconds(50),
                        Call = TimeSpan.FromSeconds(10),
                        RetryDelay = TimeSpan.FromMilliseconds(1),
                    }
                )
                .Owner(token));
        Assert.Equal(3, _github.Requests.Count);
    }

    [Fact]
    public async Task Owner_without_a_server_is_a_bad_answer()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nowhere = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        await Refused(GitHubFailure.BadAnswer, () => Identity(("GITHUB_API_URL", nowhere)).Owner("ghp_x"));
    }

    [Theory]
    [InlineData("ghp_made_up")]
    [InlineData("with a space")]
    [InlineData("line\r\nX-Injected: yes")]
    [InlineData("")]
    public async Task Owner_of_a_bad_token_is_unauthorized(string token) =>
        await Refused(GitHubFailure.Unauthorized, () => Identity().Owner(token));

    [Fact]
    public async Task Owner_at_the_rate_limit_sends_one_request_and_returns_the_wait()
    {
        _github.Limits.Limit = 0;
        var refused = await Refused(GitHubFailure.RateLimited, () => Identity().Owner(_github.People.NewToken(_mona)));
        Assert.Equal(TimeSpan.FromMinutes(30), refused.RetryAfter);
        _github.Faults.Script("/user", GitHubFault.SecondaryLimit, GitHubFault.Answer(429));
        Assert.Equal(
            TimeSpan.FromMinutes(1),
            (await Refused(GitHubFailure.RateLimited, () => Identity().Owner("ghp_x"))).RetryAfter
        );
        Assert.Null((await Refused(GitHubFailure.RateLimited, () => Identity().Owner("ghp_x"))).RetryAfter);
        Assert.Equal(3, _github.Requests.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Owner_when_GitHub_redirects_does_not_follow(int status)
    {
        await using var thief = await GitHubServer.Start(_time);
        _github.Faults.Script(
            "/user",
            GitHubFault.Answer(status, "", ("location", new Uri(thief.Api, "/user").AbsoluteUri))
        );
        await Refused(GitHubFailure.BadAnswer, () => Identity().Owner(_github.People.NewToken(_mona)));
        Assert.Empty(thief.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"id":"7","login":"mona"}""")]
    [InlineData("""{"id":4503599627370496,"login":"mona"}""")]
    [InlineData("""{"id":-1,"login":"mona"}""")]
    [InlineData("""{"id":7,"login":""}""")]
    public async Task Owner_in_an_unreadable_response_is_a_bad_answer(string body)
    {
        _github.Faults.Script("/user", GitHubFault.Answer(200, body));
        await Refused(GitHubFailure.BadAnswer, () => Identity().Owner("ghp_x"));
    }

    [Fact]
    public async Task Owner_with_a_private_address_has_the_primary_verified_one_where_the_token_may_read_it()
    {
        var shy = _github.People.Add("shy", emails: [new("old@example.org", Primary: false), new("shy@example.org")]);
        Assert.Equal("shy@example.org", (await Identity().Owner(_github.People.NewToken(shy, "ghp_", "user"))).Email);
        Assert.Null((await Identity().Owner(_github.People.NewToken(shy))).Email);
        _github.Faults.Script("/user/emails", GitHubFault.Answer(403));
        Assert.Null((await Identity().Owner(_github.People.NewToken(shy, "ghp_", "user"))).Email);
    }

    [Fact]
    public async Task Enterprise_server_is_asked_under_its_own_address()
    {
        var token = _github.People.NewToken(_mona);
        Assert.Equal(_mona.Id, (await Identity(("GITHUB_API_URL", null)).Owner(token)).Id);
        Assert.Equal(
            $"{_github.Web.AbsoluteUri.TrimEnd('/')}/api/v3",
            GitHubUrls.From(Settings(("GITHUB_API_URL", null))).Api
        );
        Assert.Equal(
            ("https://github.com", "https://api.github.com"),
            GitHubUrls.From(new ConfigurationBuilder().Build()) is var urls ? (urls.Web, urls.Api) : default
        );
    }

    [Fact]
    public async Task Nothing_secret_is_logged_whatever_happens()
    {
        var code = _github.OAuth.NewCode(_mona, Challenge);
        var token = _github.People.NewToken(_mona);
        _github.Faults.Script(
            "/user",
            GitHubFault.Answer(500, $"{{\"seen\":\"{token}\"}}"),
            GitHubFault.Cut,
            GitHubFault.Answer(200, token)
        );
        await Refused(GitHubFailure.BadAnswer, () => Identity().Owner(token));
        await Refused(GitHubFailure.Unauthorized, () =>
            Identity().Redeem(code, "wrong", _github.OAuth.Callback.OriginalString)
        );
        Assert.NotEmpty(_logs.All);
        foreach (var secret in (string[])[token, code, _github.OAuth.ClientSecret, Verifier])
            Assert.DoesNotContain(secret, _logs.All, StringComparison.Ordinal);
    }

    private Task<string> Redeem(string code) =>
        Identity().Redeem(code, Verifier, _github.OAuth.Callback.OriginalString);

    private GitHubIdentity Identity(params (string Name, string? Value)[] settings) =>
        Identity(new GitHubTimeouts { RetryDelay = TimeSpan.FromMilliseconds(1) }, settings);

    private GitHubIdentity Identity(GitHubTimeouts timeouts, params (string Name, string? Value)[] settings)
    {
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace));
        var transport = new GitHubTransport(
            GitHubTransport.CreateClient(),
            timeouts,
            new NowFrom(_time),
            loggers.CreateLogger<GitHubTransport>()
        );
        return new(
            GitHubApp.From(Settings(settings)),
            AllowedAccounts.From(Settings(settings)),
            transport,
            timeouts,
            TimeProvider.System,
            loggers.CreateLogger<GitHubIdentity>()
        );
    }

    private IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new (string Name, string? Value)[]
                {
                    ("GITHUB_WEB_URL", _github.Web.AbsoluteUri),
                    ("GITHUB_API_URL", _github.Api.AbsoluteUri),
                    ("GITHUB_CLIENT_ID", _github.OAuth.ClientId),
                    ("GITHUB_CLIENT_SECRET", _github.OAuth.ClientSecret),
                }
                    .Concat(settings)
                    .GroupBy(setting => setting.Name)
                    .Select(same => KeyValuePair.Create(same.Key, same.Last().Value))
            )
            .Build();

    private static Task<GitHubException> Refused(GitHubFailure failure, Func<Task> call) => Refused(failure, async () =>
        {
            await call();
            return true;
        });

    private static async Task<GitHubException> Refused<T>(GitHubFailure failure, Func<Task<T>> call)
    {
        var refused = await Assert.ThrowsAsync<GitHubException>(call);
        Assert.Equal(failure, refused.Failure);
        return refused;
    }

    /// <summary>The test's clock gives the time, and the system's clock runs the timers.</summary>
    private sealed class NowFrom(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }
}
