using YudaiV3.Hosting;

namespace YudaiV3.Api.GitHub;

/// <summary>Where people see repositories: GitHub, or the GitHub Enterprise Server that <c>GITHUB_WEB_URL</c> names.</summary>
internal sealed class GitHubSite(Uri web)
{
    private const string Variable = "GITHUB_WEB_URL";
    private readonly string _web = web.AbsoluteUri.TrimEnd('/');

    /// <exception cref="SettingException">It is no web address.</exception>
    public static GitHubSite From(IConfiguration configuration)
    {
        var text = configuration[Variable];
        if (string.IsNullOrWhiteSpace(text))
            return new(new Uri("https://github.com"));
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is ("https" or "http")
            ? new(url)
            : throw new SettingException(Variable, "is not an http or https URL");
    }

    public string PageOf(string owner, string name) => $"{_web}/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(name)}";
}
