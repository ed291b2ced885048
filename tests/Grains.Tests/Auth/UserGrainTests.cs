using System.Collections.Immutable;
using Orleans;
using YudaiV3.Chat;
using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Auth;

public sealed class UserGrainTests(GrainCluster cluster)
{
    private static NewSession On(string name, string branch = "main") =>
        new()
        {
            Repository = new RepositoryRef
            {
                Owner = "Octo",
                Name = name,
                Branch = branch,
            },
        };

    [Fact]
    public async Task SignIn_again_keeps_the_time_of_creation()
    {
        var user = cluster.Grains.User(NewUser());
        Assert.Null(await user.Profile());
        var first = await user.SignIn(new UserProfile { Id = 7, GithubUsername = "cat" });
        var second = await user.SignIn(new UserProfile { Id = 7, GithubUsername = "tiger" });
        Assert.Equal((first.CreatedAt, "tiger"), (second.CreatedAt, (await user.Profile())!.GithubUsername));
        Assert.True(second.LastLogin >= first.LastLogin);
    }

    [Fact]
    public async Task SignOut_notifies_every_subscribed_node_and_is_stored()
    {
        var user = cluster.Grains.User(NewUser());
        var (node, other) = (new LoginListener(), new LoginListener());
        var reference = cluster.Grains.CreateObjectReference<ILoginObserver>(node);
        var gone = cluster.Grains.CreateObjectReference<ILoginObserver>(other);
        Assert.Empty(await user.SubscribeToLogins(reference));
        await user.SubscribeToLogins(gone);
        cluster.Grains.DeleteObjectReference<ILoginObserver>(gone);
        await user.SignOut("jwt-1", DateTimeOffset.MaxValue);
        Assert.Equal(["jwt-1"], node.Ended);
        Assert.Empty(other.Ended);
        await user.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await node.Left.Task.WaitAsync(Patience);
        Assert.Equal(["jwt-1"], await user.SubscribeToLogins(reference));
        cluster.Grains.DeleteObjectReference<ILoginObserver>(reference);
    }

    [Fact]
    public async Task OpenSession_20_times_at_once_creates_one()
    {
        var id = NewUser();
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => cluster.Grains.User(id).OpenSession(On("one")))
        );
        Assert.Single(opened.Select(s => s.SessionId).Distinct());
        Assert.Single(await cluster.Grains.User(id).Sessions(new SessionFilter()));
    }

    [Fact]
    public async Task OpenSession_distinguishes_branches_and_ignores_the_case_of_names()
    {
        var user = cluster.Grains.User(NewUser());
        var main = await user.OpenSession(On("one"));
        Assert.Equal(main.SessionId, (await user.OpenSession(On("ONE"))).SessionId);
        var branch = await user.OpenSession(On("one", "feature/ü #1?"));
        Assert.NotEqual(main.SessionId, branch.SessionId);
        Assert.Matches("^[A-Za-z0-9_-]+$", branch.SessionId);
    }

    [Fact]
    public async Task OpenSession_after_the_session_was_closed_creates_another()
    {
        var id = NewUser();
        var user = cluster.Grains.User(id);
        var first = await user.OpenSession(On("one"));
        await cluster.Grains.ChatSession(id, first.SessionId).Close();
        var again = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => user.OpenSession(On("one"))));
        Assert.NotEqual(first.SessionId, Assert.Single(again.Select(s => s.SessionId).Distinct()));
        Assert.Equal(again[0].SessionId, Assert.Single(await user.Sessions(new SessionFilter())).SessionId);
        Assert.Equal(2, (await user.Sessions(new SessionFilter { IncludeInactive = true })).Length);
    }

    [Fact]
    public async Task Sessions_lists_active_and_inactive_ones_latest_activity_first()
    {
        var id = NewUser();
        var user = cluster.Grains.User(id);
        List<Session> made = [];
        for (var n = 0; n < 40; n++)
        {
            made.Add(await user.OpenSession(On($"repo{n}")));
            if (n % 2 == 0)
                await cluster.Move(cluster.Grains.ChatSession(id, made[n].SessionId));
        }
        await cluster.Grains.ChatSession(id, made[4].SessionId).Ask(Say("Hello"), Patience);
        var all = await user.Sessions(new SessionFilter { Limit = 500 });
        Assert.Equal(40, all.Length);
        Assert.Equal((made[4].SessionId, 2), (all[0].SessionId, all[0].TotalMessages));
        Assert.Equal(made.Except([made[4]]).Reverse().Select(s => s.SessionId), all.Skip(1).Select(s => s.SessionId));
        Assert.Equal(all.Take(3), await user.Sessions(new SessionFilter { Limit = 3 }));
        Assert.Equal(
            made[7].SessionId,
            Assert.Single(await user.Sessions(new SessionFilter { RepoOwner = "octo", RepoName = "repo7" })).SessionId
        );
    }

    [Fact]
    public async Task Sessions_are_the_users_own()
    {
        var (alice, bob) = (NewUser(), NewUser());
        var hers = await cluster.Grains.User(alice).OpenSession(On("one"));
        await cluster.Grains.ChatSession(alice, hers.SessionId).Ask(Say("Mine"), Patience);
        Assert.Empty(await cluster.Grains.User(bob).Sessions(new SessionFilter()));
        Assert.Null(await cluster.Grains.ChatSession(bob, hers.SessionId).Describe());
        var his = await cluster.Grains.User(bob).OpenSession(On("one"));
        Assert.Equal((hers.SessionId, 0), (his.SessionId, his.TotalMessages));
        Assert.NotEqual(hers.Id, his.Id);
    }

    [Theory]
    [InlineData(WriteFate.Refused)]
    [InlineData(WriteFate.DoneButReportedAsFailed)]
    public async Task OpenSession_when_the_catalogue_cannot_be_written_can_be_called_again(WriteFate fate)
    {
        var user = cluster.Grains.User(NewUser());
        using (cluster.Fail(user, "user", fate))
            await Assert.ThrowsAsync<UnavailableException>(() => user.OpenSession(On("one")));
        var session = await user.OpenSession(On("one"));
        Assert.Equal(session.SessionId, Assert.Single(await user.Sessions(new SessionFilter())).SessionId);
    }

    private sealed class LoginListener : ILoginObserver
    {
        public List<string> Ended { get; } = [];
        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task ILoginObserver.LoginEnded(string tokenId)
        {
            Ended.Add(tokenId);
            return Task.CompletedTask;
        }

        Task ILoginObserver.LoginsEnded(ImmutableArray<string> loginIds) => throw new NotSupportedException();

        public Task SubscriptionLost()
        {
            Left.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
