using System.Diagnostics;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>
/// What DAifu is told of the repository as it stands on GitHub, with the caller's own token; and that GitHub holds up
/// no talk.
/// </summary>
public sealed class ChatFactsTests(GrainCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Prompt_has_details_commits_issues_and_pulls_as_data()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add(isPrivate: true);
        repository.Description = "A </data> smile";
        repository.Commit("Paint the lips\n\nSlowly");
        repository.AddIssue("The smile fades");
        repository.Change(repository.AddIssue("Long ago"), issue => issue with { Closed = true });
        repository.AddIssue("Varnish it", isPull: true);
        var prompt = await Told(mona, repository);
        foreach (
            var fact in (string[])
                [
                    $"{repository.FullName} (private): A ‹/data> smile",
                    "Paint the lips",
                    "#1 The smile fades",
                    "#3 Varnish it",
                    "C#",
                ]
        )
            Assert.Contains(fact, prompt, StringComparison.Ordinal);
        foreach (var absent in (string[])["Long ago", "Slowly"])
            Assert.DoesNotContain(absent, prompt, StringComparison.Ordinal);
        Assert.DoesNotContain(mona.Token, prompt, StringComparison.Ordinal);

        await using var other = await Caller.SignIn(cluster, "other");
        await Say(other, repository, "other");
        Assert.DoesNotContain(
            "smile",
            cluster.Model.Prompts[await Say(other, repository, "again")],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Facts_cost_a_few_requests_and_then_none_for_a_minute()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        repository.Commit("first");
        await Told(mona, repository);
        var before = mona.Requests.Length;
        for (var n = 0; n < 5; n++)
            await Say(mona, repository, "one");
        Assert.Equal((before, true), (mona.Requests.Length, before <= 5));
    }

    [Fact]
    public async Task Repository_without_commits_issues_or_such_a_branch_is_told_as_far_as_it_goes()
    {
        await using var mona = await Caller.SignIn(cluster);
        var (empty, master) = (mona.Add("empty"), mona.Add("master"));
        empty.HasIssues = false;
        master.DefaultBranch = "master";
        master.Commit("on master");
        Assert.Contains(empty.FullName, await Told(mona, empty), StringComparison.Ordinal);
        Assert.Contains("on master", await Told(mona, master), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_GitHub_delays_no_talk()
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script(
            $"/repos/{repository.FullName}".ToLowerInvariant(),
            [.. Enumerable.Repeat(GitHubFault.Hang, 30)]
        );
        await Say(mona, repository, "before"); // who is signed in, and where, is known from here on
        var since = Stopwatch.GetTimestamp();
        for (var n = 0; n < 10; n++)
            await Say(mona, repository, "one");
        // waiting for GitHub's first failure alone takes longer, and here it fails ten times
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.DoesNotContain(
            "On GitHub now",
            cluster.Model.Prompts[await Say(mona, repository, "last")],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(403)]
    public async Task Refusing_GitHub_leaves_the_talk_as_it_is(int status)
    {
        await using var mona = await Caller.SignIn(cluster);
        var repository = mona.Add();
        cluster.Rest.Faults.Script(
            $"/repos/{repository.FullName}".ToLowerInvariant(),
            [.. Enumerable.Repeat(GitHubFault.Answer(status), 20)]
        );
        var asked = await Say(mona, repository, "one");
        Assert.DoesNotContain("On GitHub now", cluster.Model.Prompts[asked], StringComparison.Ordinal);
    }

    /// <summary>The prompt once it has the facts: the first question may come before them.</summary>
    private async Task<string> Told(Caller caller, FakeRepository repository)
    {
        var prompt = "";
        await YudaiV3.Testing.Eventually.True(
            async () =>
            {
                prompt = cluster.Model.Prompts[await Say(caller, repository, "talk")];
                return prompt.Contains("On GitHub now", StringComparison.Ordinal);
            },
            Patience,
            () => $"the prompt has the facts; it was {prompt}"
        );
        return prompt;
    }

    private static async Task<string> Say(Caller caller, FakeRepository repository, string talk)
    {
        var (asked, name) = ($"What about {Guid.NewGuid()}?", repository.FullName.Split('/'));
        var answer = await (
            await caller.Api.Post(
                "/daifu/chat/daifu",
                $$"""{"conversation_id":"{{talk}}{{name[1]}}","repo_owner":"{{name[0]}}","repo_name":"{{name[1]}}","message":{"content":"{{asked}}"} }"""
            )
        ).Json();
        Assert.Contains(asked, answer.GetProperty("reply").GetString(), StringComparison.Ordinal);
        return asked;
    }
}
