using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;

namespace YudaiV3.Silo.Tests.Hosting;

public sealed class DashboardTests
{
    private const string Token = "an-operator's-token";
    private static readonly string[] Paths =
    [
        "",
        "index.html",
        "index.min.js",
        "DashboardCounters",
        "GrainState?grainId=x&grainType=y",
        "Reminders",
        "Trace",
        "version",
    ];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Dashboard_in_Development_is_open_without_its_trace()
    {
        await using var silo = await Start(("ASPNETCORE_ENVIRONMENT", "Development"));
        using var client = new HttpClient { BaseAddress = await silo.Dashboard() };
        Assert.True(client.BaseAddress!.IsLoopback);
        Assert.Contains("<html", await client.GetStringAsync(""), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("DashboardCounters")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("Trace")).StatusCode);

        using var foreign = new HttpRequestMessage(HttpMethod.Get, "") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task Dashboard_outside_of_Development_opens_only_with_the_token()
    {
        await using var silo = await Start(("OPERATOR_TOKEN", Token));
        using var client = new HttpClient { BaseAddress = await silo.Dashboard() };
        AuthenticationHeaderValue?[] wrong =
        [
            null,
            new("Bearer", Token + "x"),
            new("Bearer", ""),
            new("Basic", Base64($"operator:{Token}x")),
            new("Basic", "%%%"),
            new("Digest", Token),
        ];
        foreach (var credentials in wrong)
        {
            foreach (var path in Paths)
                Assert.Equal(HttpStatusCode.Unauthorized, await Ask(client, path, credentials));
        }
        foreach (
            var credentials in (AuthenticationHeaderValue[])
                [new("Bearer", Token), new("Basic", Base64($"operator:{Token}"))]
        )
            Assert.Equal(HttpStatusCode.OK, await Ask(client, "DashboardCounters", credentials));

        silo.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await silo.End(Patience));
    }

    [Fact]
    public async Task Dashboard_without_a_configured_token_refuses_all_requests()
    {
        await using var silo = await Start();
        using var client = new HttpClient { BaseAddress = await silo.Dashboard() };
        foreach (
            var credentials in (AuthenticationHeaderValue?[])
                [
                    null,
                    new("Bearer", ""),
                    new("Bearer", "x"),
                    new("Basic", Base64("operator:")),
                    new("Basic", Base64(":")),
                ]
        )
        {
            foreach (var path in Paths)
                Assert.Equal(HttpStatusCode.Unauthorized, await Ask(client, path, credentials));
        }
    }

    private static async Task<ChildProcess> Start(params (string, string)[] settings) =>
        await SiloProcess.Start([.. settings, ("DATABASE_URL", await Postgres.NewDatabase())]);

    private static async Task<HttpStatusCode> Ask(
        HttpClient client,
        string path,
        AuthenticationHeaderValue? credentials
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = credentials } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static string Base64(string login) => Convert.ToBase64String(Encoding.UTF8.GetBytes(login));
}
