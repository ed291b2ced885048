using System.Net;
using YudaiV3.EndToEnd.Tests.Chat;

namespace YudaiV3.EndToEnd.Tests.Running;

public sealed class RestartTests
{
    [Fact]
    public async Task Restart_of_all_processes_keeps_sessions_and_message_ids()
    {
        await using var cluster = await Cluster.Start(silos: 1, apis: 1);
        using var client = await Cluster.SignIn(cluster.Apis[0], "restart");
        var session = await client.Open("restart");
        await ChatClient.Deliver([client], session, "before", "id-1");
        await Eventually.True(
            async () => (await client.Messages(session)).Count == 2,
            TimeSpan.FromSeconds(30),
            () => "the answer is written"
        );
        var before = (await client.Messages(session)).Select(message => message.GetRawText()).ToList();

        await cluster.Stop();
        await Task.WhenAll(cluster.AddSilo(), cluster.AddApi());

        using var restarted = await Cluster.SignIn(cluster.Apis[0], "restart");
        Assert.Equal(session, await restarted.Open("restart"));
        Assert.Equal(before, (await restarted.Messages(session)).Select(message => message.GetRawText()));
        Assert.Equal(HttpStatusCode.OK, await restarted.Send(session, "before", "id-1"));
        Assert.Equal(HttpStatusCode.Conflict, await restarted.Send(session, "other", "id-1"));
        Assert.Equal(before.Count, (await restarted.Messages(session)).Count);
    }

    [Fact]
    public async Task Api_without_silos_stays_live_and_serves_again_after_a_silo_starts()
    {
        await using var cluster = await Cluster.Start(silos: 1, apis: 1);
        using var client = await Cluster.SignIn(cluster.Apis[0], "no-silo");
        var session = await client.Open("no-silo");
        await cluster.Silos[0].Kill();

        using (var live = await client.GetAsync("/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await Eventually.True(
            async () => !await cluster.Apis[0].IsHealthy(),
            TimeSpan.FromSeconds(30),
            () => "/health reports the outage"
        );

        await cluster.AddSilo();
        await Eventually.True(cluster.Apis[0].IsHealthy, TimeSpan.FromSeconds(30), () => "the Api is healthy again");
        await ChatClient.Deliver([client], session, "back", "id-1");
    }
}
