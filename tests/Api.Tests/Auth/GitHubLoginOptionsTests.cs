using Microsoft.Extensions.Configuration;
using YudaiV3.Api.Auth;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Tests.Auth;

public sealed class GitHubLoginOptionsTests
{
    [Fact]
    public void From_a_complete_configuration_is_on()
    {
        var options = From(
            ("GITHUB_CLIENT_ID", "id"),
            ("GITHUB_CLIENT_SECRET", "s"),
            ("GITHUB_REDIRECT_URI", "http://a/b")
        );
        Assert.True(options is { IsOn: true, IsWanted: true, TakesTokens: true, WhyOff: null });
    }

    [Fact]
    public void From_an_incomplete_configuration_names_the_missing_setting()
    {
        Assert.Contains("GITHUB_CLIENT_ID", From().WhyOff, StringComparison.Ordinal);
        Assert.Contains("GITHUB_CLIENT_SECRET", From(("GITHUB_CLIENT_ID", "id")).WhyOff, StringComparison.Ordinal);
        var withSecret = From(("GITHUB_CLIENT_ID", "id"), ("GITHUB_CLIENT_SECRET", "s"));
        Assert.Contains("GITHUB_REDIRECT_URI", withSecret.WhyOff, StringComparison.Ordinal);
    }

    [Fact]
    public void TakesTokens_needs_any_GitHub_setting()
    {
        Assert.False(From().TakesTokens);
        Assert.True(From(("GITHUB_API_URL", "http://github.example/api")).TakesTokens);
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("ftp://a/b")]
    [InlineData("http://a/b#c")]
    public void From_a_wrong_redirect_uri_stops_the_start(string uri) =>
        Assert.Throws<SettingException>(() => From(("GITHUB_REDIRECT_URI", uri)));

    private static GitHubLoginOptions From(params (string Name, string Value)[] settings) =>
        GitHubLoginOptions.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
                )
                .Build()
        );
}
