using System.Net;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>Signing keys that change while the cluster serves.</summary>
public sealed class KeyRotationTests(Shared shared)
{
    [Fact]
    public async Task Signing_keys_change_node_by_node_while_users_stay_signed_in()
    {
        const string NewKey = "the-secret-that-comes-next-0123456789-abc";
        await using var cluster = await Cluster.Start(silos: 0, apis: 1, database: shared.Cluster.Database);
        var old = cluster.Apis[0];
        // First every node accepts the new key, then the nodes sign with it.
        var accepting = await cluster.AddApi(("JWT_SECRET", Cluster.Secret), ("JWT_SECRET_PREVIOUS", NewKey));
        var signing = await cluster.AddApi(("JWT_SECRET", NewKey), ("JWT_SECRET_PREVIOUS", Cluster.Secret));
        using HttpClient before = await Cluster.SignIn(old, "mona"),
            after = await Cluster.SignIn(signing, "mona");
        foreach (
            var (client, node, status) in ((HttpClient, ApiNode, HttpStatusCode)[])
                [
                    (before, accepting, HttpStatusCode.OK),
                    (before, signing, HttpStatusCode.OK),
                    (after, accepting, HttpStatusCode.OK),
                    (after, signing, HttpStatusCode.OK),
                    (after, old, HttpStatusCode.Unauthorized),
                ]
        )
            Assert.Equal(status, await GetProfile(client, node));
    }

    private static async Task<HttpStatusCode> GetProfile(HttpClient client, ApiNode node)
    {
        using var response = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return response.StatusCode;
    }
}
