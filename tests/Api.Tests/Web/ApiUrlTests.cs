using Microsoft.Extensions.Configuration;
using YudaiV3.Api.Web;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Tests.Web;

public sealed class ApiUrlTests
{
    [Theory]
    [InlineData(null, "http://localhost:8000")]
    [InlineData("http://0.0.0.0:9000/", "http://0.0.0.0:9000")]
    public void From_a_setting_gives_the_address(string? text, string url) => Assert.Equal(url, From(text));

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("ftp://localhost")]
    [InlineData("http://localhost:8000/api")]
    public void From_another_text_stops_the_start(string text) => Assert.Throws<SettingException>(() => From(text));

    private static string From(string? text) =>
        ApiUrl.From(new ConfigurationBuilder().AddInMemoryCollection([new("API_URL", text)]).Build());
}
