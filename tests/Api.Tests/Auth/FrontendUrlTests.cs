using System.Net;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>Nobody but the operator says where a browser is sent.</summary>
public sealed class FrontendUrlTests(GrainCluster cluster)
{
    private const string Evil = "evil.test";
    private static readonly string[] App =
    [
        "GITHUB_CLIENT_ID=the-app",
        "GITHUB_CLIENT_SECRET=hush",
        "GITHUB_REDIRECT_URI=https://app.example/back",
        "FRONTEND_URL=https://app.example/after",
        "GITHUB_WEB_URL=https://git.example",
    ];

    private static readonly (string Path, string? Host)[] Requests =
    [
        (
            "/auth/login?redirect_uri=https://evil.test&next=//evil.test&return_to=https://evil.test&state=https://evil.test",
            "git.example"
        ),
        ("/api/auth/login?callback=https://evil.test", "git.example"),
        ("/auth/callback?code=a&state=b&redirect_uri=https://evil.test&next=//evil.test", "app.example"),
        ("/auth/callback?error=//evil.test&error_description=https://evil.test", "app.example"),
        ("//evil.test/auth/login", null),
        ("/api//evil.test", null),
        ("/\\evil.test", null),
        ("/docs/..//evil.test", null),
        ("//evil.test/docs", null),
    ];

    [Fact]
    public async Task Request_that_names_another_site_is_never_sent_there()
    {
        await using var api = await LocalApi.Start(cluster, App);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var (path, host) in Requests)
        {
            foreach (var header in (string?[])[null, "Host", "X-Forwarded-Host", "X-Original-URL", "Referer"])
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Get,
                    new Uri(
                        api.Http.BaseAddress!.OriginalString.TrimEnd('/') + path,
                        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
                    )
                );
                request.Headers.TryAddWithoutValidation("Accept", "text/html");
                if (header is not null)
                    request.Headers.TryAddWithoutValidation(
                        header,
                        header is "Referer" or "X-Original-URL" ? $"https://{Evil}/" : Evil
                    );
                using var answer = await client.SendAsync(request);
                var location = answer.Headers.Location;
                if (header == "Host" && answer.StatusCode == HttpStatusCode.BadRequest)
                    continue; // It is not even taken for ours.
                if (location is not null)
                    Assert.True(
                        location.IsAbsoluteUri
                            ? location.Host == host
                            : !location.OriginalString.StartsWith("//", StringComparison.Ordinal)
                                && !location.OriginalString.StartsWith("/\\", StringComparison.Ordinal),
                        $"{path} with {header}: {location}"
                    );
                else
                    Assert.Null(host);
            }
        }
    }
}
