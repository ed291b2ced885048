using System.Runtime.InteropServices;
using YudaiV3.Reliability.Tests.Load;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Storage;

/// <summary>
/// Replaces a cluster of an earlier build with this build, process by process and under load.
/// <c>YUDAI_UPGRADE_FROM</c> selects another commit than the previous one.
/// </summary>
public sealed class UpgradeTests(MeasurementReport report)
{
    private static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(10),
        MaxWait = TimeSpan.FromSeconds(60);

    [Fact, Trait("form", "long")]
    public async Task Upgrade_from_the_previous_commit_under_load_loses_nothing()
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

    private async Task Upgrade(string oldBuild, string from)
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
        cluster.Build = oldBuild;
        await Task.WhenAll(cluster.AddSilo(), cluster.AddSilo());
        await Task.WhenAll(cluster.AddApi(), cluster.AddApi());
        ChildProcess[] old = [.. cluster.Silos, .. cluster.Apis.Select(api => api.Process)];
        var nextNode = 0;
        Uri Node()
        {
            Uri[] running = [.. cluster.Apis.Where(api => !api.Process.HasEnded).Select(api => api.Url)];
            return running[(int)((uint)Interlocked.Increment(ref nextNode) % running.Length)];
        }
        await using var load = await LoadClients.Start(100, Node);
        load.StartSending();

        cluster.Build = Paths.Root;
        foreach (var process in old)
        {
            if (cluster.Silos.Contains(process))
                await cluster.AddSilo();
            else
                await cluster.AddApi();
            process.Signal(PosixSignal.SIGTERM);
            Assert.Equal(0, await process.End(MaxWait));
        }
        await load.WaitForAcknowledgements(System.Diagnostics.Stopwatch.GetTimestamp());
        var discrepancies = await load.StopAndCompare();
        await ClusterLogs.Save("upgrade", cluster);
        report.Add(
            $"upgrade from {from} process by process, under load of 100 sessions",
            discrepancies.IsEmpty
                ? $"{discrepancies.Acknowledged:N0} acknowledged; "
                    + "0 lost, 0 doubled, 0 never answered, 0 seq gaps, 0 clients restarted"
                : discrepancies.ToString(),
            "0"
        );
        var unexpected = load.Clients.SelectMany(client => client.UnexpectedResponses).Distinct().Take(10);
        Assert.True(discrepancies.IsEmpty, $"{discrepancies} {string.Join('\n', unexpected)}");
    }

    private static async Task<int> Run(params string[] command)
    {
        await using var process = await ChildProcess.Start(command);
        return await process.End(BuildTimeout);
    }
}
