using YudaiV3.Api.Realtime;
using YudaiV3.Api.Tests.GitHub;

namespace YudaiV3.Api.Tests.RepoIngest;

public sealed class IngestProgressTests(GrainCluster cluster)
{
    [Fact]
    public async Task Progress_rises_on_the_sockets_of_the_callers_sessions_until_it_is_completed()
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = caller.Add();
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        var session = await (
            await caller.Api.Post(
                "/daifu/sessions",
                $$"""{"repo_owner":"{{caller.Person.Login}}","repo_name":"lisa","repo_branch":"main"}"""
            )
        ).Json();
        var id = session.GetProperty("session_id").GetString()!;
        var url = new UriBuilder(caller.Api.Http.BaseAddress!)
        {
            Scheme = "ws",
            Path = $"/daifu/sessions/{id}/ws",
            Query = "stream=true",
        }.Uri;
        using var socket = await SocketClient.Open(url, options =>
            options.SetRequestHeader("Authorization", caller.Api.Http.DefaultRequestHeaders.Authorization!.ToString())
        );
        await socket.Next("session_update");

        await IngestEndpointsTests.Extract(caller, repository.FullName);
        var percent = 0.0;
        while (true)
        {
            var news = (await socket.Next("ingest_progress")).GetProperty("data");
            Assert.Equal(
                (repository.FullName, "main"),
                (news.GetProperty("repository").GetString(), news.GetProperty("branch").GetString())
            );
            Assert.InRange(news.GetProperty("percent").GetDouble(), percent, 100);
            percent = news.GetProperty("percent").GetDouble();
            if (news.GetProperty("phase").GetString() == "completed")
                break;
        }
        Assert.Equal(100, percent);
    }
}
