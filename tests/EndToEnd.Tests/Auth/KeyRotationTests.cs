using System.Net;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>Keys that change while the cluster serves.</summary>
public sealed class KeyRotationTests(Shared shared)
{
    [Fact]
    public async Task Signing_keys_change_node_by_node_while_everybody_stays_signed_in()
    {
        const string Next = "the-secret-that-comes-next-0123456789-abc";
        await using var cluster = await Cluster.Start(silos: 0, apis: 1, database: shared.Cluster.Database);
        var old = cluster.Apis[0];
        // First every node learns to accept the new key, then they sign with it.
        var knows = await cluster.AddApi(("JWT_SECRET", Cluster.Secret), ("JWT_SECRET_PREVIOUS", Next));
        var signs = await cluster.AddApi(("JWT_SECRET", Next), ("JWT_SECRET_PREVIOUS", Cluster.Secret));
        using HttpClient before = await Cluster.SignIn(old, "mona"),
            after = await Cluster.SignIn(signs, "mona");
        foreach (
            var (client, node, status) in ((HttpClient, ApiNode, HttpStatusCode)[])
                [
                    (before, knows, HttpStatusCode.OK),
                    (before, signs, HttpStatusCode.OK),
                    (after, knows, HttpStatusCode.OK),
                    (after, signs, HttpStatusCode.OK),
                    (after, old, HttpStatusCode.Unauthorized),
                ]
        )
            Assert.Equal(status, await Profile(client, node));
    }

    private static async Task<HttpStatusCode> Profile(HttpClient client, ApiNode node)
    {
        using var answer = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return answer.StatusCode;
    }
}
