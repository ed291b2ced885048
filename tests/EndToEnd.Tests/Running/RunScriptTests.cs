using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using YudaiV3.EndToEnd.Tests.Chat;

namespace YudaiV3.EndToEnd.Tests.Running;

public sealed class RunScriptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Runs_side_by_side_stop_at_a_signal_and_keep_what_was_said()
    {
        await using var other = await RunScript.Start();
        await using var one = await RunScript.Start("--silos 2 --apis 2");
        await Task.WhenAll(one.Ready(), other.Ready());
        using var client = await Cluster.SignIn(
            new ApiNode(one.Process, new UriBuilder(one.Url) { Port = one.Url.Port + 1 }.Uri),
            "ann"
        );
        var session = await client.Open("script");
        await ChatClient.Deliver([client], session, "hello", "id-1");

        foreach (var name in (string[])["postgres", "silo-1", "silo-2", "api-1", "api-2"])
            Assert.True(RunScript.IsAlive(one.Id(name)));
        RunScript.Kill(one.Id("silo-1"));
        await using (var joined = await RunScript.Start("silo", one.Folder, one.Url))
        {
            await joined.Process.Line(line => line.StartsWith("ready: ", StringComparison.Ordinal), Patience);
            Assert.True(RunScript.IsAlive(one.Id("silo-3")));
            Assert.False(RunScript.IsAlive(one.Id("silo-1")));
            await ChatClient.Deliver([client], session, "still here", "id-2");

            one.Process.Signal(PosixSignal.SIGINT);
            Assert.Equal(0, await one.Process.End(Patience));
            Assert.Equal(0, await joined.Process.End(Patience));
            Assert.Empty(one.Left());
            Assert.Empty(Directory.GetFiles(Path.Combine(one.Folder, "run"), "*.pid"));

            await using var again = await RunScript.Start(folder: one.Folder, url: one.Url);
            await again.Ready();
            using var back = await Cluster.SignIn(new ApiNode(again.Process, again.Url), "ann");
            Assert.Equal(
                ["hello", "still here"],
                (await back.Messages(session))
                    .Where(message => message.Role() == "user")
                    .Select(message => message.Content())
            );
            again.Process.Signal(PosixSignal.SIGTERM);
            Assert.Equal(0, await again.Process.End(Patience));
            Assert.Empty(again.Left());
        }
        using var lasting = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await lasting.GetAsync(new Uri(other.Url, "/health"))).StatusCode);
    }

    [Fact]
    public async Task Run_where_the_address_is_taken_ends_with_one_line_and_leaves_nothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await Fails("API_URL ", url: new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"));
    }

    [Theory]
    [InlineData("postgresql://nobody@127.0.0.1:1/none")]
    [InlineData("mysql://nobody@127.0.0.1/none")]
    public Task Run_with_a_broken_database_ends_with_one_line_and_leaves_nothing(string database) =>
        Fails("DATABASE_URL ", database: database);

    private static async Task Fails(string says, Uri? url = null, string? database = null)
    {
        await using var run = await RunScript.Start(url: url, database: database);
        Assert.NotEqual(0, await run.Process.End(RunScript.Patience));
        Assert.Contains(says, Assert.Single(run.Process.Lines, line => line != "building"), StringComparison.Ordinal);
        Assert.Empty(run.Left());
    }
}
