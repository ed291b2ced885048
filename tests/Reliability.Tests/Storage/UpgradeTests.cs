using System.Runtime.InteropServices;
using YudaiV3.Reliability.Tests.Crowd;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Storage;

/// <summary>
/// A cluster of an earlier build that is replaced by this one, process by process, while everybody talks.
/// <c>YUDAI_UPGRADE_FROM</c> names another commit than the one before.
/// </summary>
public sealed class UpgradeTests(FigureReport figures)
{
    private static readonly TimeSpan BuildsWithin = TimeSpan.FromMinutes(10),
        Patience = TimeSpan.FromSeconds(60);

    [Fact, Trait("form", "long")]
    public async Task Upgrade_from_the_commit_before_under_load_loses_nothing()
    {
        var from = Environment.GetEnvironmentVariable("YUDAI_UPGRADE_FROM") ?? "HEAD~1";
        var folder = Path.Combine(Path.GetTempPath(), $"yudai-before-{Guid.NewGuid():N}");
        Assert.SkipWhen(
            await Run("git", "rev-parse", "--verify", "--quiet", from + "^{commit}") != 0,
            $"{from} is not in this clone"
        );
        try
        {
            Assert.Equal(0, await Run("git", "worktree", "add", "--detach", folder, from));
            Assert.Equal(
                0,
                await Run(
                    "dotnet",
                    "build",
                    Path.Combine(folder, "deploy", "local", "hosts.slnf"),
                    "-c",
                    "Release",
                    "-v",
                    "q",
                    "--nologo",
                    "--disable-build-servers"
                )
            );
            await Upgrade(folder, from);
        }
        finally
        {
            await Run("git", "worktree", "remove", "--force", folder);
        }
    }

    private async Task Upgrade(string before, string from)
    {
        await using var model = await ModelServer.Start();
        await using var cluster = await Cluster.Start(
            0,
            0,
            new Dictionary<string, string>
            {
                ["LLM_BASE_URL"] = model.BaseUrl,
                ["LLM_API_KEY"] = "key",
                ["LLM_MODEL"] = "fake",
            }
        );
        cluster.Build = before;
        await Task.WhenAll(cluster.AddSilo(), cluster.AddSilo());
        await Task.WhenAll(cluster.AddApi(), cluster.AddApi());
        ChildProcess[] old = [.. cluster.Silos, .. cluster.Apis.Select(api => api.Process)];
        var turn = 0;
        Uri Node()
        {
            Uri[] living = [.. cluster.Apis.Where(api => !api.Process.HasEnded).Select(api => api.Url)];
            return living[(int)((uint)Interlocked.Increment(ref turn) % living.Length)];
        }
        await using var people = await LoadClients.Start(100, Node);
        people.StartAll();

        cluster.Build = Paths.Root;
        foreach (var process in old)
        {
            if (cluster.Silos.Contains(process))
                await cluster.AddSilo();
            else
                await cluster.AddApi();
            process.Signal(PosixSignal.SIGTERM);
            Assert.Equal(0, await process.End(Patience));
        }
        await people.AllServed(System.Diagnostics.Stopwatch.GetTimestamp());
        var toll = await people.Settle();
        await Logs.Keep("upgrade", cluster);
        figures.Add(
            $"upgrade from {from} process by process, under load of 100 sessions",
            $"{toll.Acknowledged:N0} acknowledged; {(toll.IsEmpty ? "0 lost, 0 doubled, 0 unanswered, 0 seq gaps, 0 clients restarted" : toll)}",
            "0"
        );
        Assert.True(
            toll.IsEmpty,
            $"{toll} {string.Join('\n', people.Clients.SelectMany(talker => talker.Surprises).Distinct().Take(10))}"
        );
    }

    private static async Task<int> Run(params string[] command)
    {
        await using var process = await ChildProcess.Start(command);
        return await process.End(BuildsWithin);
    }
}
