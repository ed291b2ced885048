using System.Collections.Immutable;
using Orleans;
using YudaiV3.GitHub;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

public sealed class UserLoginsGrainTests(GrainCluster cluster)
{
    private readonly long _user = GrainCluster.NewUser();

    private IUserLogins Logins => cluster.Grains.UserLogins(_user);

    [Fact]
    public async Task Logins_have_a_token_each_and_lose_it_when_they_end()
    {
        await Logins.Begin(Login("one", "token of one"));
        await Logins.Begin(Login("two", "token of two"));
        Assert.Equal(("token of one", "token of two"), (await Token("one"), await Token("two")));
        Assert.Null(await Token("three"));
        Assert.True(await Logins.End(Reference("one")));
        Assert.False(await Logins.End(Reference("one")));
        Assert.Equal((null, "token of two"), (await Token("one"), await Token("two")));
        await Logins.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        Assert.Equal("two", Assert.Single(await Logins.List()).Id);
    }

    [Fact]
    public async Task Subscribe_returns_the_ended_ones_and_hears_of_every_end()
    {
        await Logins.Begin(Login("one"));
        await Logins.Begin(Login("two"));
        await Logins.Begin(Login("three"));
        var node = new Node();
        var reference = cluster.Grains.CreateObjectReference<ILoginObserver>(node);
        Assert.Equal(["zero"], await Logins.Subscribe(reference, [Reference("zero"), Reference("one")]));
        await Logins.End(Reference("one"));
        Assert.Equal(["one"], node.Ended);
        Assert.Equal(2, await Logins.EndAll());
        Assert.Equal(["one", "two", "three"], node.Ended);
        await node.Asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Logins.Unsubscribe(reference);
        cluster.Grains.DeleteObjectReference<ILoginObserver>(reference);
    }

    [Fact]
    public async Task Find_of_a_JWT_without_a_login_records_it_with_the_token_of_that_time()
    {
        var user = cluster.Grains.User(_user);
        await user.SignInThroughGitHub(new UserProfile { Id = _user }, cluster.GitHub.Protect(_user, "token of old"));
        var issued = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await user.SignOut("ended", issued.AddDays(1));
        Assert.Null(await Logins.Find(new LoginReference { Id = "ended", IssuedAt = issued }));
        Assert.Equal(issued, (await Logins.Find(new LoginReference { Id = "old", IssuedAt = issued }))!.StartedAt);
        Assert.Equal("token of old", await Token("old"));
        await user.SignInThroughGitHub(new UserProfile { Id = _user }, cluster.GitHub.Protect(_user, "token of new"));
        Assert.Equal(("token of old", "token of new"), (await Token("old"), await Token(null)));
        await Logins.EndAll();
        Assert.Equal((null, null), (await Token("old"), await Token(null)));
        Assert.Null(await Logins.Find(new LoginReference { Id = "older", IssuedAt = issued }));
    }

    [Fact]
    public async Task DisconnectGitHub_revokes_and_forgets_every_token_and_keeps_the_logins()
    {
        var user = cluster.Grains.User(_user);
        await user.SignInThroughGitHub(new UserProfile { Id = _user }, cluster.GitHub.Protect(_user, $"old {_user}"));
        await Logins.Begin(Login("one", $"first {_user}"));
        await Logins.Begin(Login("two", $"stuck {_user}"));
        CurrentLogin.Id = "one";
        await Logins.CreateApiToken(
            new NewApiToken { Id = "token", ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) }
        );
        Assert.Equal($"first {_user}", await Token("token"));
        await Logins.DisconnectGitHub();
        Assert.Equal(
            [$"first {_user}", $"old {_user}", $"stuck {_user}"],
            cluster.GitHub.Revoked.Where(token => token.EndsWith($" {_user}", StringComparison.Ordinal)).Order()
        );
        foreach (var login in (string?[])["one", "two", "token", null])
            Assert.Null(await Token(login));
        Assert.Equal((2, 1), ((await Logins.List()).Length, (await Logins.ApiTokens()).Length));
    }

    [Theory]
    [InlineData(WriteFate.Refused)]
    [InlineData(WriteFate.DoneButReportedAsFailed)]
    public async Task Begin_when_it_cannot_be_recorded_can_be_called_again(WriteFate fate)
    {
        using (cluster.Fail(Logins, "user-logins", fate))
            await Assert.ThrowsAsync<UnavailableException>(() => Logins.Begin(Login("one")));
        Assert.Equal("one", (await Logins.Begin(Login("one"))).Id);
        Assert.Single(await Logins.List());
    }

    private async Task<string?> Token(string? login)
    {
        CurrentLogin.Id = login;
        return await new GitHubTokens(cluster.Grains, cluster.GitHub).Read(_user);
    }

    private NewUserLogin Login(string id, string? token = null) =>
        new() { Id = id, ProtectedGitHubToken = token is null ? null : cluster.GitHub.Protect(_user, token) };

    private static LoginReference Reference(string id) => new() { Id = id };

    private sealed class Node : ILoginObserver
    {
        public List<string> Ended { get; } = [];
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task ILoginObserver.LoginEnded(string tokenId) => ((ILoginObserver)this).LoginsEnded([tokenId]);

        Task ILoginObserver.LoginsEnded(ImmutableArray<string> loginIds)
        {
            Ended.AddRange(loginIds);
            return Task.CompletedTask;
        }

        Task ILoginObserver.SubscriptionLost()
        {
            Asked.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
