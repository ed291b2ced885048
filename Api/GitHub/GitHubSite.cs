using Microsoft.AspNetCore.Http.Extensions;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.GitHub;

/// <summary>
/// The web pages of GitHub, or of the GitHub Enterprise Server in <c>GITHUB_WEB_URL</c>.
/// </summary>
internal sealed class GitHubSite(Uri web)
{
    private readonly string _web = web.AbsoluteUri.TrimEnd('/');

    /// <exception cref="SettingException">The value is not an http or https URL.</exception>
    public static GitHubSite From(IConfiguration configuration) => new(new Uri(GitHubUrls.From(configuration).Web));

    public string PageOf(string owner, string name) =>
        $"{_web}/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(name)}";

    /// <summary>The page where users authorize the login.</summary>
    public string LoginPage(string clientId, string redirectUri, string state, string challenge) =>
        $"{_web}/login/oauth/authorize"
        + new QueryBuilder
        {
            { "client_id", clientId },
            { "redirect_uri", redirectUri },
            { "scope", "repo user email" },
            { "state", state },
            { "code_challenge", challenge },
            { "code_challenge_method", "S256" },
        };
}
