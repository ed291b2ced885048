using LibGit2Sharp;

namespace YudaiV3.EndToEnd.Tests.Documentation;

/// <summary>
/// The requests of <c>docs/walkthrough.http</c> succeed. The test sets only the address and the repository.
/// </summary>
public sealed class WalkthroughTests(Shared shared)
{
    [Fact]
    public async Task Requests_of_the_walkthrough_succeed_one_after_the_other()
    {
        var folder = shared.RepositoryFolder("walkthrough");
        Repository.Init(folder);
        using (var repository = new Repository(folder))
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "greeting.py"),
                "import clock\n\ndef greet():\n    return 'Good morning'\n",
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder, "clock.py"),
                "hour = 23\n",
                TestContext.Current.CancellationToken
            );
            Commands.Stage(repository, "*");
            var author = new Signature("mona", "mona@example.org", DateTimeOffset.UnixEpoch);
            repository.Commit("Begin", author, author);
        }
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var text = await File.ReadAllTextAsync(
            Path.Combine(Paths.Root, "docs", "walkthrough.http"),
            TestContext.Current.CancellationToken
        );
        var variables = new Dictionary<string, string>
        {
            ["host"] = shared.Cluster.Apis[0].Url.OriginalString,
            ["repository"] = folder,
        };
        var sent = 0;
        await foreach (var (title, response) in new HttpFile(text, variables).Send(client))
        {
            Assert.True(
                response.IsSuccessStatusCode,
                $"{title}: {(int)response.StatusCode} "
                    + await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            );
            sent++;
        }
        Assert.Equal(text.Split("\n###").Length - 1, sent);
    }
}
