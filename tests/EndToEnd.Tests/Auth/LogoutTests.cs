using System.Net;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>
/// Logouts while the grains of users are lost with their silo, and with them whom they would have told.
/// </summary>
public sealed class LogoutTests
{
    private const int Users = 12;

    [Fact]
    public async Task Logout_after_a_silo_was_killed_is_known_on_every_node()
    {
        await using var cluster = await Cluster.Start(silos: 2, apis: 2);
        var clients = await Task.WhenAll(
            Enumerable.Range(0, Users).Select(n => Cluster.SignIn(cluster.Apis[0], $"u{n}"))
        );
        foreach (var client in clients)
        foreach (var node in cluster.Apis)
            Assert.Equal(HttpStatusCode.OK, await Profile(client, node));

        await cluster.Silos[0].Kill();
        var seen = await Task.WhenAll(
            clients.Select(async client =>
            {
                // A logout whose answer was lost has happened: asked again, it is refused.
                await Eventually.True(
                    async () => await Logout(client) is HttpStatusCode.OK or HttpStatusCode.Unauthorized,
                    TimeSpan.FromSeconds(60),
                    () => "a logout is done"
                );
                return await Profile(client, cluster.Apis[1]);
            })
        );
        Assert.All(seen, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        foreach (var client in clients)
            client.Dispose();
    }

    private static async Task<HttpStatusCode> Profile(HttpClient client, ApiNode node)
    {
        using var answer = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Logout(HttpClient client)
    {
        using var answer = await client.PostAsync("/auth/logout", null);
        return answer.StatusCode;
    }
}
