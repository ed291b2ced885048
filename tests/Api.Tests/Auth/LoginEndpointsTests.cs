using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Realtime;
using YudaiV3.Auth;

namespace YudaiV3.Api.Tests.Auth;

public sealed class LoginEndpointsTests(GrainCluster cluster)
{
    private readonly string _name = $"u{Guid.NewGuid():N}";

    [Fact]
    public async Task Logout_ends_every_JWT_of_the_login_also_those_it_was_refreshed_from()
    {
        await using var api = await LocalApi.Start(cluster);
        var first = await SignIn(api);
        var second = await Refresh(api, first);
        var third = await Refresh(api, second);
        Assert.Equal(Claim(first, "sid"), Claim(third, "sid"));
        Assert.Equal(Claim(first, "auth_time"), Claim(third, "auth_time"));
        Assert.Equal("200 200 200", await Ask(api, first, second, third));
        await Send(api, HttpMethod.Post, "/auth/logout", second);
        Assert.Equal("401 401 401", await Ask(api, first, second, third));
    }

    [Fact]
    public async Task Every_change_of_a_login_is_in_the_security_log_by_ids()
    {
        using var logs = new LogLines();
        await using var api = await LocalApi.Start(
            cluster,
            "Logging:LogLevel:YudaiV3.Api.Auth.SecurityLog=Information"
        );
        api.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        var token = await SignIn(api);
        await Refresh(api, token);
        await Send(api, HttpMethod.Post, "/auth/github/disconnect", token);
        await Send(api, HttpMethod.Post, "/auth/logout", token);
        await Send(api, HttpMethod.Post, "/auth/logout-everywhere", await SignIn(api));
        await api.Get("/auth/callback?error=access_denied");
        var lines = logs.Lines.Where(line => line.Contains(".SecurityLog ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            ["signed in", "refreshed", "disconnected", "ended login", "signed in", "ended all", "refused"],
            lines.Select(line =>
                ((string[])["signed in", "refreshed", "disconnected", "ended login", "ended all", "refused"]).Single(
                    line.Contains
                )
            )
        );
        Assert.Contains(Claim(token, "sid"), lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(_name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refresh_more_often_than_the_limit_is_429()
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_SIGN_IN=3");
        var token = await SignIn(api);
        foreach (var _ in Enumerable.Range(0, 3))
            await Refresh(api, token);
        await (await Send(api, HttpMethod.Post, "/auth/refresh", token)).IsProblem(429);
        await (await Send(api, HttpMethod.Post, "/auth/logout", token)).IsProblem(429);
    }

    [Fact]
    public async Task Logins_are_listed_and_end_one_by_one_or_all_at_once_on_every_node()
    {
        await using var api = await LocalApi.Start(cluster);
        await using var other = await LocalApi.Start(cluster);
        api.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Telephone/1");
        var (phone, desk, third) = (await SignIn(api), await SignIn(other), await SignIn(other));
        Assert.Equal("200 200 200", await Ask(other, phone, desk, third));
        var logins = (await (await Send(api, HttpMethod.Get, "/auth/logins", desk)).Json()).GetProperty("logins");
        Assert.Equal(
            ((string, bool, string?)[])
                [
                    (Claim(third, "sid"), false, null),
                    (Claim(desk, "sid"), true, null),
                    (Claim(phone, "sid"), false, "Telephone/1"),
                ],
            logins
                .EnumerateArray()
                .Select(login =>
                    (
                        login.GetProperty("id").GetString()!,
                        login.GetProperty("current").GetBoolean(),
                        login.GetProperty("user_agent").GetString()
                    )
                )
        );
        Assert.All(logins.EnumerateArray(), login =>
            Assert.Matches(@"^\d{4}-.*\.\d{3}Z$", login.GetProperty("started_at").GetString()!)
        );
        await (await Send(api, HttpMethod.Delete, "/auth/logins/unknown", desk)).IsProblem(404);
        await Send(api, HttpMethod.Delete, $"/auth/logins/{Claim(phone, "sid")}", desk);
        Assert.Equal("401 200 200", await Ask(other, phone, desk, third));
        var all = await (await Send(api, HttpMethod.Post, "/auth/logout-everywhere", desk)).Json();
        Assert.Equal((true, 2), (all.GetProperty("success").GetBoolean(), all.GetProperty("logins_ended").GetInt32()));
        Assert.Equal("401 401 401", await Ask(other, phone, desk, third));
        Assert.Equal("200", await Ask(other, await SignIn(other)));
    }

    [Fact]
    public async Task JWT_from_before_logins_had_ids_works_becomes_a_login_and_ends()
    {
        await using var api = await LocalApi.Start(cluster);
        var user = long.Parse(Claim(await SignIn(api), "sub"), System.Globalization.CultureInfo.InvariantCulture);
        var (old, older, unused) = (Old(api, user), Old(api, user), Old(api, user));
        Assert.Equal("200 200", await Ask(api, old, older));
        var fresh = await Refresh(api, old);
        Assert.Equal(Claim(old, "jti"), Claim(fresh, "sid"));
        Assert.Equal(Claim(old, "iat"), Claim(fresh, "auth_time"));
        await Send(api, HttpMethod.Post, "/auth/logout", old);
        Assert.Equal("401 401 200", await Ask(api, old, fresh, older));
        await Send(api, HttpMethod.Post, "/auth/logout-everywhere", older);
        await Eventually.True(
            async () => await Ask(api, older, unused) == "401 401",
            TimeSpan.FromSeconds(5),
            () => "they still work"
        );
    }

    /// <summary>A JWT as the version before issued it.</summary>
    private static string Old(LocalApi api, long user)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = JwtValidationParameters.Issuer,
                Audience = JwtValidationParameters.Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + JwtIssuer.Lifetime,
                SigningCredentials = api.Services.GetRequiredService<JwtKeys>().Signing,
                Claims = new Dictionary<string, object> { ["sub"] = $"{user}", ["jti"] = $"{Guid.NewGuid():N}" },
            }
        );
    }

    private async Task<string> SignIn(LocalApi api) =>
        (await (await api.Post("/auth/dev-login", $$"""{"username":"{{_name}}"}""")).Json())
            .GetProperty("access_token")
            .GetString()!;

    private static async Task<string> Refresh(LocalApi api, string token) =>
        (await (await Send(api, HttpMethod.Post, "/auth/refresh", token)).Json())
            .GetProperty("access_token")
            .GetString()!;

    private static async Task<string> Ask(LocalApi api, params string[] tokens) =>
        string.Join(
            ' ',
            await Task.WhenAll(
                tokens.Select(async token => (int)(await Send(api, HttpMethod.Get, "/auth/profile", token)).StatusCode)
            )
        );

    private static string Claim(string token, string name) => new JsonWebToken(token).GetClaim(name).Value;

    private static async Task<HttpResponseMessage> Send(LocalApi api, HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return await api.Http.SendAsync(request);
    }
}
