using Microsoft.AspNetCore.Http;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Realtime;

public sealed class OriginPolicyTests
{
    private readonly OriginPolicy _policy = new(new CorsOrigins(["https://app.example.org"]));

    [Theory]
    [InlineData("https://app.example.org", true)]
    [InlineData("https://api.example.org", true)]
    [InlineData("http://api.example.org", true)]
    [InlineData("https://api.example.org:444", false)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("ftp://api.example.org", false)]
    [InlineData("null", false)]
    public void Allows_the_CORS_origins_and_the_own_host(string origin, bool expected) =>
        Assert.Equal(expected, _policy.Allows(Request(origin)));

    [Fact]
    public void Allows_a_client_without_an_origin() => Assert.True(_policy.Allows(Request()));

    [Fact]
    public void Allows_no_request_with_two_origins() =>
        Assert.False(_policy.Allows(Request("https://app.example.org", "https://app.example.org")));

    private static HttpRequest Request(params string[] origins)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("api.example.org");
        if (origins.Length > 0)
            context.Request.Headers.Origin = origins;
        return context.Request;
    }
}
