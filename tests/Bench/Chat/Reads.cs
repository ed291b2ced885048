using System.Text;
using YudaiV3.Bench.Floors;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>Reads per second. The floor is a bare server that returns the same bytes.</summary>
internal sealed class Reads : IBenchmark
{
    private const int Connections = 32,
        Issues = 1_000,
        Repeats = 3;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public string Part => "chat";
    public string About => "reading a page of messages and of issues";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        await using var bare = await BareServer.Start();
        var token = (await stage.SignIn(1))[0];
        await using (var seeded = await SeededSessions.Open(stage.Cluster.Database))
            await seeded.Write(AccessToken.UserId(token), "reads", 0, 1_000);
        var node = stage.Cluster.Apis[0].Url;
        await CreateIssues(node, token);
        await Compare(
            report,
            "GET …/messages?limit=50",
            node,
            bare,
            HttpConnection.Request("GET", "/daifu/chat/sessions/reads/messages?limit=50", token)
        );
        await Compare(
            report,
            "GET /issues/?limit=50 of 1,000",
            node,
            bare,
            HttpConnection.Request("GET", "/issues/?limit=50", token)
        );
    }

    private static async Task Compare(Report report, string name, Uri node, BareServer bare, byte[] request)
    {
        using var first = await HttpConnection.Open(node);
        await first.SendExpectingSuccess(request);
        var body = RemoveChunkLengths(first.Body.Span);
        using (var bareConnection = await HttpConnection.Open(bare.Url))
            await bareConnection.SendExpectingSuccess(HttpConnection.Request("PUT", "/", "", body));
        var bareRequest = HttpConnection.Request("GET", "/", "");
        var connections = await HttpConnection.Open(node, Connections);
        var floorConnections = await HttpConnection.Open(bare.Url, Connections);
        // The first runs are the warm-up.
        await ClosedLoop.Run(Connections, Duration, caller => connections[caller].SendExpectingSuccess(request));
        await ClosedLoop.Run(Connections, Duration, caller =>
            floorConnections[caller].SendExpectingSuccess(bareRequest)
        );
        var medians = await Rounds.Medians(
            Repeats,
            async () =>
                (
                    await ClosedLoop.Run(Connections, Duration, caller =>
                        connections[caller].SendExpectingSuccess(request)
                    )
                ).PerSecond,
            async () =>
                (
                    await ClosedLoop.Run(Connections, Duration, caller =>
                        floorConnections[caller].SendExpectingSuccess(bareRequest)
                    )
                ).PerSecond
        );
        report.Add(
            Figure.Rate(
                $"{name} ({Encoding.UTF8.GetByteCount(body):N0} bytes), {Connections} connections",
                "/s",
                medians[0],
                medians[1],
                0.35
            )
        );
        foreach (var connection in connections.Concat(floorConnections))
            connection.Dispose();
    }

    private static async Task CreateIssues(Uri node, string token)
    {
        var connections = await HttpConnection.Open(node, 8);
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (worker, _) =>
        {
            for (var number = worker; number < Issues; number += 8)
                await connections[worker]
                    .SendExpectingSuccess(
                        HttpConnection.Request(
                            "POST",
                            "/issues/",
                            token,
                            $$"""
                            {
                              "title": "The parser loses line {{number}}",
                              "description": "The last line of a file without a newline is not read.",
                              "repo_owner": "octo",
                              "repo_name": "cat"
                            }
                            """
                        )
                    );
        });
        foreach (var connection in connections)
            connection.Dispose();
    }

    /// <summary>The text of a response body, without the lengths of its chunks if it is chunked.</summary>
    private static string RemoveChunkLengths(ReadOnlySpan<byte> body)
    {
        if (body[0] is (byte)'{' or (byte)'[')
            return Encoding.UTF8.GetString(body);
        var text = new MemoryStream();
        while (
            body.IndexOf("\r\n"u8) is > 0 and var line
            && Convert.ToInt32(Encoding.ASCII.GetString(body[..line]), 16) is > 0 and var length
        )
        {
            text.Write(body.Slice(line + 2, length));
            body = body[(line + 2 + length + 2)..];
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
