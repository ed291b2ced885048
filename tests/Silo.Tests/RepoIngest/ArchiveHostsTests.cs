using Microsoft.Extensions.Configuration;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

public sealed class ArchiveHostsTests
{
    [Theory]
    [InlineData("https://api.github.com/a", true)]
    [InlineData("https://github.com/a", true)]
    [InlineData("https://codeload.github.com/a", true)]
    [InlineData("https://STORE.example/a", true)]
    [InlineData("https://cache.example:8443/a", true)]
    [InlineData("https://cache.example/a", false)]
    [InlineData("https://evil.test/a", false)]
    [InlineData("https://github.com.evil.test/a", false)]
    [InlineData("https://codeload.github.com.evil.test/a", false)]
    [InlineData("https://codeload.github.com:8443/a", false)]
    [InlineData("https://github.com@evil.test/a", false)]
    [InlineData("https://user:secret@github.com/a", false)]
    [InlineData("http://codeload.github.com/a", false)]
    [InlineData("http://store.example/a", false)]
    [InlineData("ftp://codeload.github.com/a", false)]
    public void Allows_accepts_only_known_hosts_over_https(string url, bool allowed)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new(ArchiveHosts.Variable, "store.example, cache.example:8443")])
            .Build();
        Assert.Equal(allowed, ArchiveHosts.From(settings, GitHubUrls.From(settings)).Allows(new Uri(url)));
    }
}
