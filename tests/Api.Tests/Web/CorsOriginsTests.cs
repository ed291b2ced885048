using Microsoft.Extensions.Configuration;
using YudaiV3.Api.Web;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Tests.Web;

public sealed class CorsOriginsTests
{
    [Fact]
    public void From_a_list_allows_exactly_its_origins()
    {
        var origins = From("https://app.example.org/, http://localhost:4000");
        Assert.True(origins.Allows("https://APP.example.org"));
        Assert.True(origins.Allows("http://localhost:4000"));
        Assert.False(origins.Allows("https://example.org"));
        Assert.False(origins.Allows("http://localhost:3000"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("https://example.org/path")]
    [InlineData("https://user@example.org")]
    public void From_what_is_not_an_origin_stops_the_start(string text) =>
        Assert.Throws<SettingException>(() => From(text));

    private static CorsOrigins From(string text) =>
        CorsOrigins.From(new ConfigurationBuilder().AddInMemoryCollection([new("CORS_ORIGINS", text)]).Build());
}
