using Orleans;
using YudaiV3.Auth;
using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.GitHub;

public sealed class GitHubCallerGrainTests(GrainCluster cluster)
{
    [Fact]
    public async Task Enter_after_a_failed_write_does_not_wait_for_an_issue_that_is_being_created()
    {
        var user = NewUser();
        await cluster
            .Grains.User(user)
            .SignInThroughGitHub(new UserProfile { Id = user }, cluster.GitHub.Protect(user, $"{user}"));
        var (asked, created) = (new TaskCompletionSource(), new TaskCompletionSource<IssueCreation>());
        cluster.IssueCreations[$"{user}"] = () =>
        {
            asked.TrySetResult();
            return created.Task;
        };
        var gate = cluster.Grains.GitHubGate(user);
        var creation = gate.CreateIssue("request", new("octo", "cat"), new() { Title = "Slow" }, Patience);
        await asked.Task.WaitAsync(Patience);
        using (cluster.Fail(gate, "github-caller", WriteFate.Refused))
            await gate.Pause(GitHubQuota.Search, TimeSpan.FromHours(1)).WaitAsync(Patience);
        await gate.Enter(GitHubQuota.Core).WaitAsync(Patience);
        await Assert.ThrowsAsync<GitHubException>(() => gate.Enter(GitHubQuota.Search)); // the limit is in force
        await Eventually.True(
            () => Task.FromResult(cluster.Storage.Names(gate.GetGrainId()).Contains("github-caller")),
            Patience,
            () => "the limit is stored"
        );
        created.SetResult(new() { Outcome = CreationOutcome.Created });
        Assert.Equal(CreationOutcome.Created, (await creation.WaitAsync(Patience)).Outcome);
    }
}
