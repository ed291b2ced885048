using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

public sealed class LoginAttemptGrainTests(GrainCluster cluster)
{
    private static readonly NewLogin Begun = new()
    {
        RedirectUri = "https://app.example/auth/callback",
        Browser = "mark",
    };

    [Fact]
    public async Task Finish_signs_in_with_the_verifier_and_encrypts_the_token()
    {
        var (account, code) = NewAccount();
        var attempt = NewAttempt();
        var challenge = await attempt.Begin(Begun);
        // The callback may arrive at another silo.
        await attempt.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        var user = await attempt.Finish(new LoginCode { Code = code, Browser = "mark" });
        Assert.Equal((account.Id, account.Login, account.Email), (user.Id, user.GithubUsername, user.Email));
        var (_, verifier, redirectUri) = cluster.GitHub.Redeemed.Single(redeemed => redeemed.Code == code);
        Assert.Equal(challenge, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
        Assert.Equal(Begun.RedirectUri, redirectUri);
        Assert.DoesNotContain(
            "token of",
            await cluster.Grains.User(account.Id).ProtectedGitHubToken(),
            StringComparison.Ordinal
        );
        Assert.Equal($"token of {code}", await new GitHubTokens(cluster.Grains, cluster.GitHub).Read(account.Id));
        Assert.Empty(cluster.Storage.Names(attempt.GetGrainId()));
    }

    [Fact]
    public async Task Finish_and_WithToken_with_a_login_keep_the_token_for_that_login_alone()
    {
        var (account, code) = NewAccount();
        var attempt = NewAttempt();
        await attempt.Begin(Begun);
        var web = NewUserLogin.Create("a browser");
        await attempt.Finish(new LoginCode { Code = code, Login = web });
        var personal = NewUserLogin.Create(null);
        await NewAttempt().WithToken(Token(account), personal);
        var tokens = new GitHubTokens(cluster.Grains, cluster.GitHub);
        CurrentLogin.Id = web.Id;
        Assert.Equal($"token of {code}", await tokens.Read(account.Id));
        CurrentLogin.Id = personal.Id;
        Assert.NotEqual($"token of {code}", await tokens.Read(account.Id));
        CurrentLogin.Id = null;
        Assert.Null(await tokens.Read(account.Id));
        Assert.Equal(
            ["a browser", null],
            (await cluster.Grains.UserLogins(account.Id).List())
                .OrderBy(login => login.StartedAt)
                .Select(login => login.UserAgent)
        );
    }

    [Fact]
    public async Task WithToken_of_another_app_is_refused()
    {
        var refused = await Assert.ThrowsAsync<GitHubException>(() =>
            NewAttempt().WithToken("foreign", NewUserLogin.Create(null))
        );
        Assert.Equal(GitHubFailure.Unauthorized, refused.Failure);
        await Assert.ThrowsAsync<GitHubException>(() => NewAttempt().WithToken("foreign"));
    }

    [Fact]
    public async Task Finish_many_times_at_once_signs_in_once()
    {
        var (_, code) = NewAccount();
        var attempt = NewAttempt();
        await attempt.Begin(Begun);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Finished(attempt, new LoginCode { Code = code }))
        );
        Assert.Single(outcomes, true);
        Assert.Single(cluster.GitHub.Redeemed, redeemed => redeemed.Code == code);
        Assert.False(await Finished(attempt, new LoginCode { Code = code }));
    }

    [Theory]
    [InlineData("another")]
    [InlineData("")]
    public async Task Finish_in_another_browser_is_refused_and_keeps_the_attempt(string browser)
    {
        var (account, code) = NewAccount();
        var attempt = NewAttempt();
        await attempt.Begin(Begun);
        Assert.False(await Finished(attempt, new LoginCode { Code = code, Browser = browser }));
        Assert.Equal(account.Id, (await attempt.Finish(new LoginCode { Code = code, Browser = "mark" })).Id);
    }

    [Fact]
    public async Task Finish_with_a_code_that_GitHub_refuses_uses_the_attempt_up()
    {
        var attempt = NewAttempt();
        await attempt.Begin(Begun);
        var refused = await Assert.ThrowsAsync<GitHubException>(() =>
            attempt.Finish(new LoginCode { Code = "made up" })
        );
        Assert.Equal(GitHubFailure.Unauthorized, refused.Failure);
        Assert.False(await Finished(attempt, new LoginCode { Code = NewAccount().Code }));
    }

    [Fact]
    public async Task Finish_without_Begin_is_refused() =>
        Assert.False(await Finished(NewAttempt(), new LoginCode { Code = NewAccount().Code }));

    [Fact]
    public async Task Begin_again_with_the_same_browser_gives_the_same_challenge()
    {
        var attempt = NewAttempt();
        Assert.Equal(await attempt.Begin(Begun), await attempt.Begin(Begun));
        await Assert.ThrowsAsync<InvalidException>(() => attempt.Begin(Begun with { Browser = "another" }));
    }

    [Theory]
    [InlineData(WriteFate.Refused)]
    [InlineData(WriteFate.DoneButReportedAsFailed)]
    public async Task Begin_when_it_cannot_be_recorded_can_be_called_again(WriteFate fate)
    {
        var attempt = NewAttempt();
        using (cluster.Fail(attempt, "login-attempt", fate))
            await Assert.ThrowsAsync<UnavailableException>(() => attempt.Begin(Begun));
        Assert.NotEmpty(await attempt.Begin(Begun));
    }

    [Fact]
    public async Task Finish_after_the_attempt_expired_is_refused_and_deletes_it()
    {
        var (late, left) = (await NewExpired(), await NewExpired());
        Assert.False(await Finished(late, new LoginCode { Code = NewAccount().Code }));
        await left.AsReference<IRemindable>().ReceiveReminder("expiry", new TickStatus());
        Assert.Empty(cluster.Storage.Names(late.GetGrainId()));
        Assert.Empty(cluster.Storage.Names(left.GetGrainId()));
    }

    [Fact]
    public async Task ReceiveReminder_keeps_an_attempt_that_has_not_expired()
    {
        var (account, code) = NewAccount();
        var attempt = NewAttempt();
        await attempt.Begin(Begun);
        await attempt.AsReference<IRemindable>().ReceiveReminder("expiry", new TickStatus());
        Assert.Equal(account.Id, (await attempt.Finish(new LoginCode { Code = code })).Id);
    }

    [Fact]
    public async Task WithToken_signs_in_or_throws_what_GitHub_returned()
    {
        var (account, code) = NewAccount();
        Assert.Equal(account.Id, (await NewAttempt().WithToken($"token of {code}")).Id);
        var refused = await Assert.ThrowsAsync<GitHubException>(() => NewAttempt().WithToken("made up"));
        Assert.Equal((GitHubFailure.RateLimited, TimeSpan.FromSeconds(7)), (refused.Failure, refused.RetryAfter));
    }

    [Fact]
    public async Task WithToken_identifies_users_by_id_only()
    {
        var (first, code) = NewAccount("mona", "shared@example.org");
        var created = (await NewAttempt().WithToken($"token of {code}")).CreatedAt;
        var renamed = Token(first with { Login = "lisa", Email = null });
        var heir = Token(first with { Id = GrainCluster.NewUser() });
        Assert.Equal(
            (first.Id, "lisa", created),
            await NewAttempt().WithToken(renamed) is var a ? (a.Id, a.GithubUsername, a.CreatedAt) : default
        );
        var other = await NewAttempt().WithToken(heir);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(
            ("lisa", null),
            await cluster.Grains.User(first.Id).Profile() is { } kept ? (kept.GithubUsername, kept.Email) : default
        );
    }

    private ILoginAttempt NewAttempt() => cluster.Grains.LoginAttempt(LoginAttemptKey.NewState());

    private (GitHubAccount Account, string Code) NewAccount(string login = "octo", string? email = null)
    {
        var account = new GitHubAccount(GrainCluster.NewUser(), login, "Octo", email, null);
        return (account, Token(account)["token of ".Length..]);
    }

    private string Token(GitHubAccount account)
    {
        var token = $"token of {Guid.NewGuid()}";
        cluster.GitHub.Tokens[token] = account;
        return token;
    }

    private async Task<ILoginAttempt> NewExpired()
    {
        var attempt = NewAttempt();
        await using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await cluster
            .Storage.For(new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()))
            .WriteStateAsync(
                "login-attempt",
                attempt.GetGrainId(),
                new GrainState<PendingLogin>(PendingLogin.Begin(Begun, DateTimeOffset.UnixEpoch))
            );
        return attempt;
    }

    private static async Task<bool> Finished(ILoginAttempt attempt, LoginCode code)
    {
        try
        {
            await attempt.Finish(code);
            return true;
        }
        catch (InvalidException refused) when (refused.Field == "state")
        {
            return false;
        }
    }
}
