using System.Net;
using System.Text;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Auth;

/// <summary>All that costs is counted, for each user and each address by itself.</summary>
public sealed class RateLimitsTests(GrainCluster cluster)
{
    [Theory]
    [InlineData("POST", "/daifu/chat/daifu", """{"conversation_id":"talk","message":{"content":"hello"}}""")]
    [InlineData("POST", "/daifu/chat/daifu/v2", """{"conversation_id":"talk","message":{"content":"hello"}}""")]
    [InlineData("PUT", "/daifu/chat/sessions/talk/messages/none", """{"content":"hello"}""")]
    [InlineData("POST", "/daifu/chat/sessions/talk/messages/none/regenerate", "")]
    [InlineData("POST", "/daifu/chat/create-issue", """{"conversation_id":"talk","title":"t"}""")]
    [InlineData("POST", "/issues/from-chat", """{"conversation_id":"talk","title":"t"}""")]
    [InlineData("POST", "/issues/create-with-context?use_sample_data=false", """{"title":"t"}""")]
    public async Task Work_for_DAifu_counts_as_a_message_of_its_user(string method, string path, string body)
    {
        await using var api = await LocalApi.Start(cluster, "RATE_LIMIT_CHAT=1");
        async Task<HttpResponseMessage> Ask() => await api.Send(new(method), path, body);
        await api.SignIn($"l{Guid.NewGuid():N}");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Ask()).StatusCode);
        using var refused = await Ask();
        await refused.IsProblem(429);
        Assert.NotNull(refused.Headers.RetryAfter);
        await api.SignIn($"m{Guid.NewGuid():N}");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Ask()).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/auth/login")]
    [InlineData("POST", "/auth/token")]
    public async Task Way_in_through_GitHub_counts_as_a_sign_in(string method, string path)
    {
        await using var api = await LocalApi.Start(
            cluster,
            "RATE_LIMIT_SIGN_IN=1",
            "GITHUB_CLIENT_ID=the-app",
            "GITHUB_CLIENT_SECRET=hush",
            "GITHUB_REDIRECT_URI=http://localhost/auth/callback"
        );
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = api.Http.BaseAddress,
        };
        async Task<HttpResponseMessage> Try() =>
            await http.SendAsync(
                new(new(method), path)
                {
                    Content = method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
                }
            );
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Try()).StatusCode);
        await (await Try()).IsProblem(429);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void CountSignIn_takes_addresses_of_one_IPv6_network_for_one(string first, string second, bool isOne)
    {
        using var limits = new RateLimits(chat: 0, ingest: 0, signIn: 1);
        limits.CountSignIn(IPAddress.Parse(first));
        Assert.Equal(
            isOne,
            Record.Exception(() => limits.CountSignIn(IPAddress.Parse(second))) is TooManyRequestsException
        );
    }
}
