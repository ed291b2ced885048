using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.Api.Auth;
using YudaiV3.Auth;
using YudaiV3.ServiceDefaults;
using TokenReader = YudaiV3.Api.Auth.JwtReader;

namespace YudaiV3.Api.Tests.Auth;

public sealed class JwtReaderTests
{
    private const string Secret = "the secret that signs the tokens here";
    private const string Former = "the secret that signed the tokens before";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task Read_own_token_gives_its_user()
    {
        var user = await Reader(Secret).Read(Token(Secret));
        Assert.Equal(42, user!.UserId);
        Assert.Equal(_time.GetUtcNow() + JwtIssuer.Lifetime, user.ExpiresAt);
        Assert.Equal(new LoginReference { Id = "the login" }, user.Login);
    }

    [Fact]
    public async Task Read_token_after_its_end_refuses()
    {
        var token = Token(Secret);
        _time.Advance(JwtIssuer.Lifetime + TimeSpan.FromSeconds(5));
        Assert.NotNull(await Reader(Secret).Read(token)); // The clocks of two nodes may differ by that.
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await Reader(Secret).Read(token));
    }

    [Fact]
    public async Task Read_known_token_after_its_end_refuses()
    {
        var reader = Reader(Secret);
        var token = Token(Secret);
        Assert.Equal((await reader.Read(token))!.Login.Id, (await reader.Read(token))!.Login.Id);
        _time.Advance(JwtIssuer.Lifetime + TimeSpan.FromSeconds(11));
        Assert.Null(await reader.Read(token));
    }

    [Fact]
    public async Task Read_of_more_tokens_than_are_kept_tells_each_from_the_others()
    {
        var reader = Reader(Secret);
        var maker = new JwtIssuer(Keys("Production", ("JWT_SECRET", Secret)), _time);
        var tokens = Enumerable.Range(1, 5_000).Select(user => maker.IssueFor(user)).ToArray();
        for (var user = 1; user <= tokens.Length; user++)
            Assert.Equal(user, (await reader.Read(tokens[user - 1]))!.UserId);
        Assert.Equal(1, (await reader.Read(tokens[0]))!.UserId);
        Assert.Null(await reader.Read(tokens[0][..^4] + "AAAA"));
    }

    [Fact]
    public async Task Read_token_of_the_previous_secret_accepts() =>
        Assert.NotNull(await Reader(Secret, Former).Read(Token(Former)));

    [Fact]
    public async Task Read_token_of_a_foreign_secret_refuses() => Assert.Null(await Reader(Secret).Read(Token(Former)));

    [Fact]
    public async Task Read_forged_token_refuses()
    {
        var parts = Token(Secret).Split('.');
        var claims = Encoding
            .UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace("\"42\"", "\"43\"", StringComparison.Ordinal);
        Assert.Null(
            await Reader(Secret)
                .Read($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}")
        );
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    public async Task Read_token_of_another_algorithm_refuses(string algorithm)
    {
        var parts = Token(Secret).Split('.');
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""));
        Assert.Null(await Reader(Secret).Read($"{header}.{parts[1]}.{(algorithm == "none" ? "" : parts[2])}"));
    }

    [Theory]
    [InlineData(SecurityAlgorithms.HmacSha384)]
    [InlineData(SecurityAlgorithms.HmacSha512)]
    public async Task Read_token_that_is_well_signed_by_another_algorithm_refuses(string algorithm)
    {
        var secret = new string('s', 64); // Long enough for each of them.
        var claims = new JsonWebToken(Token(secret)).EncodedPayload;
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
        Assert.NotNull(await Reader(secret).Read(Sign(SecurityAlgorithms.HmacSha256)));
        Assert.Null(await Reader(secret).Read(Sign(algorithm)));

        string Sign(string by) =>
            new JsonWebTokenHandler().CreateToken(
                Encoding.UTF8.GetString(Base64Url.DecodeFromChars(claims)),
                new SigningCredentials(key, by)
            );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Read_what_is_no_token_refuses(string? token) => Assert.Null(await Reader(Secret).Read(token));

    [Theory]
    [InlineData("Production", "", "JWT_SECRET is not set")]
    [InlineData("Production", "too short", "JWT_SECRET is too short")]
    [InlineData("Development", "too short", "JWT_SECRET is too short")]
    public void Keys_that_are_missing_or_short_stop_the_start(string environment, string secret, string line) =>
        Assert.StartsWith(
            line,
            Assert.Throws<SettingException>(() => Keys(environment, ("JWT_SECRET", secret))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Keys_in_development_are_made_once_for_all_nodes()
    {
        var folder = Directory.CreateTempSubdirectory("yudai-keys").FullName;
        try
        {
            var nodes = await Task.WhenAll(
                Enumerable.Range(0, 16).Select(_ => Task.Run(() => Keys("Development", ("YUDAI_DATA_DIR", folder))))
            );
            var token = new JwtIssuer(nodes[0], _time).IssueFor(42);
            foreach (var node in nodes)
                Assert.NotNull(
                    await new JwtReader(JwtValidationParameters.Create(node, _time), new CachingTokenHandler()).Read(
                        token
                    )
                );
            var kept = Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys")));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Read_token_from_before_logins_had_ids_gives_its_own_id_as_the_login()
    {
        var issued = _time.GetUtcNow();
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var token = handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = JwtValidationParameters.Issuer,
                Audience = JwtValidationParameters.Audience,
                IssuedAt = issued.UtcDateTime,
                Expires = issued.UtcDateTime.AddHours(24),
                SigningCredentials = Keys("Production", ("JWT_SECRET", Secret)).Signing,
                Claims = new Dictionary<string, object> { ["sub"] = "42", ["jti"] = "the token" },
            }
        );
        Assert.Equal(
            new LoginReference { Id = "the token", IssuedAt = issued },
            (await Reader(Secret).Read(token))!.Login
        );
    }

    [Fact]
    public void Issue_never_outlives_the_login()
    {
        var maker = new JwtIssuer(Keys("Production", ("JWT_SECRET", Secret)), _time);
        var login = new UserLogin { Id = "the login", StartedAt = _time.GetUtcNow() };
        _time.Advance(TimeSpan.FromDays(29.5));
        var last = maker.Issue(42, login)!;
        Assert.Equal(43_200, last.ExpiresIn);
        Assert.Equal(login.EndsAt.UtcDateTime, new JsonWebToken(last.Text).ValidTo);
        _time.Advance(TimeSpan.FromDays(0.5));
        Assert.Null(maker.Issue(42, login));
    }

    private string Token(string secret) =>
        new JwtIssuer(Keys("Production", ("JWT_SECRET", secret)), _time).IssueFor(42);

    private JwtReader Reader(string secret, string? previous = null) =>
        new(
            JwtValidationParameters.Create(
                Keys("Production", ("JWT_SECRET", secret), ("JWT_SECRET_PREVIOUS", previous)),
                _time
            ),
            new CachingTokenHandler()
        );

    private static JwtKeys Keys(string environment, params (string Name, string? Value)[] settings) =>
        JwtKeys.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
                .Build(),
            new HostingEnvironment { EnvironmentName = environment }
        );
}
