using System.Net;
using System.Net.Http.Json;
using YudaiV3.Api.Realtime;

namespace YudaiV3.Api.Hosting;

/// <summary>More requests at once than a node has the grains work on.</summary>
public sealed class RequestConcurrencyLimiterTests
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Request_beyond_those_under_way_is_told_to_come_again_and_the_others_are_served()
    {
        await using var node = await RealtimeNode.Start(null, ("RATE_LIMIT_CHAT", "0"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Session("talk").Gate = gate.Task;
        using var http = new HttpClient
        {
            BaseAddress = new Uri(node.Url),
            DefaultRequestHeaders = { Authorization = new("Bearer", node.Token()) },
        };
        Task<HttpResponseMessage> Post(int n) =>
            http.PostAsJsonAsync(
                "/daifu/chat/daifu/v2",
                new { session_id = "talk", message = new { content = $"Message {n}" } }
            );

        var asked = Enumerable.Range(0, AtOnce + 1).Select(Post).ToList();
        var first = await Task.WhenAny(asked).WaitAsync(Patience); // All the others wait for the session.
        using var refused = await first;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        asked.Remove(first);
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked).WaitAsync(Patience), answer =>
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode)
        );
        using var again = await Post(AtOnce + 1);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
