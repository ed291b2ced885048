using System.Net;

namespace YudaiV3.EndToEnd.Tests.Auth;

/// <summary>
/// Logouts after a silo was killed, and with it user grains and their subscriptions.
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
        {
            foreach (var node in cluster.Apis)
                Assert.Equal(HttpStatusCode.OK, await GetProfile(client, node));
        }

        await cluster.Silos[0].Kill();
        var statuses = await Task.WhenAll(
            clients.Select(async client =>
            {
                // A logout whose response was lost is done. The next attempt is then refused.
                await Eventually.True(
                    async () => await Logout(client) is HttpStatusCode.OK or HttpStatusCode.Unauthorized,
                    TimeSpan.FromSeconds(60),
                    () => "the logout is done"
                );
                return await GetProfile(client, cluster.Apis[1]);
            })
        );
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        foreach (var client in clients)
            client.Dispose();
    }

    private static async Task<HttpStatusCode> GetProfile(HttpClient client, ApiNode node)
    {
        using var response = await client.GetAsync(new Uri(node.Url, "/auth/profile"));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> Logout(HttpClient client)
    {
        using var response = await client.PostAsync("/auth/logout", null);
        return response.StatusCode;
    }
}
