using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using YudaiV3.EndToEnd.Tests.Chat;

namespace YudaiV3.EndToEnd.Tests.Running;

public sealed class RunScriptTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Runs_side_by_side_stop_on_a_signal_and_keep_their_messages()
    {
        await using var other = await RunScript.Start();
        await using var run = await RunScript.Start("--silos 2 --apis 2");
        await Task.WhenAll(run.Ready(), other.Ready());
        using var client = await Cluster.SignIn(
            new ApiNode(run.Process, new UriBuilder(run.Url) { Port = run.Url.Port + 1 }.Uri),
            "ann"
        );
        var session = await client.Open("script");
        await ChatClient.Deliver([client], session, "hello", "id-1");

        foreach (var name in (string[])["postgres", "silo-1", "silo-2", "api-1", "api-2"])
            Assert.True(RunScript.IsAlive(run.ProcessId(name)));
        RunScript.Kill(run.ProcessId("silo-1"));
        await using (var joined = await RunScript.Start("silo", run.Folder, run.Url))
        {
            await joined.Process.Line(line => line.StartsWith("ready: ", StringComparison.Ordinal), MaxWait);
            Assert.True(RunScript.IsAlive(run.ProcessId("silo-3")));
            Assert.False(RunScript.IsAlive(run.ProcessId("silo-1")));
            await ChatClient.Deliver([client], session, "still here", "id-2");

            run.Process.Signal(PosixSignal.SIGINT);
            Assert.Equal(0, await run.Process.End(MaxWait));
            Assert.Equal(0, await joined.Process.End(MaxWait));
            Assert.Empty(run.RemainingProcesses());
            Assert.Empty(Directory.GetFiles(Path.Combine(run.Folder, "run"), "*.pid"));

            await using var restarted = await RunScript.Start(folder: run.Folder, url: run.Url);
            await restarted.Ready();
            using var restartedClient = await Cluster.SignIn(new ApiNode(restarted.Process, restarted.Url), "ann");
            Assert.Equal(
                ["hello", "still here"],
                (await restartedClient.Messages(session))
                    .Where(message => message.Role() == "user")
                    .Select(message => message.Content())
            );
            restarted.Process.Signal(PosixSignal.SIGTERM);
            Assert.Equal(0, await restarted.Process.End(MaxWait));
            Assert.Empty(restarted.RemainingProcesses());
        }
        using var otherClient = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await otherClient.GetAsync(new Uri(other.Url, "/health"))).StatusCode);
    }

    [Fact]
    public async Task Run_with_a_used_address_prints_one_line_and_leaves_no_process()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await AssertFails("API_URL ", url: new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
    }

    [Theory]
    [InlineData("postgresql://nobody@127.0.0.1:1/none")]
    [InlineData("mysql://nobody@127.0.0.1/none")]
    public Task Run_with_an_invalid_database_prints_one_line_and_leaves_no_process(string database) =>
        AssertFails("DATABASE_URL ", database: database);

    private static async Task AssertFails(string message, Uri? url = null, string? database = null)
    {
        await using var run = await RunScript.Start(url: url, database: database);
        Assert.NotEqual(0, await run.Process.End(RunScript.MaxWait));
        Assert.Contains(
            message,
            Assert.Single(run.Process.Lines, line => line != "building"),
            StringComparison.Ordinal
        );
        Assert.Empty(run.RemainingProcesses());
    }
}
