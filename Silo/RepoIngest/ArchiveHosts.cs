using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// The hosts that GitHub may redirect a download to: its own, and those in <c>GITHUB_ARCHIVE_HOSTS</c>, as <c>host</c>
/// or <c>host:port</c>.
/// </summary>
internal sealed class ArchiveHosts(GitHubUrls github, IReadOnlyCollection<string> otherHosts)
{
    public const string Variable = "GITHUB_ARCHIVE_HOSTS";

    private readonly Uri _web = new(github.Web),
        _api = new(github.Api);

    /// <exception cref="SettingException">The setting is not a list of hosts.</exception>
    public static ArchiveHosts From(IConfiguration configuration, GitHubUrls github)
    {
        string[] hosts = configuration[Variable]
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return hosts.All(host =>
            Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var url)
            && url is { PathAndQuery: "/", UserInfo: "" }
        )
            ? new(github, hosts)
            : throw new SettingException(Variable, "is not a list of hosts");
    }

    /// <summary>Whether the URL is on the API's host: only the API may receive a token.</summary>
    public bool IsApi(Uri url) => HasSameOrigin(url, _api);

    public bool Allows(Uri url) =>
        url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == _api.Scheme)
        && (
            IsApi(url)
            || HasSameOrigin(url, _web)
            || url.IsDefaultPort && url.Host.Equals("codeload." + _web.Host, StringComparison.OrdinalIgnoreCase)
            || otherHosts.Any(host => Matches(host, url))
        );

    private static bool Matches(string host, Uri url) =>
        host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);

    private static bool HasSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
        == 0;
}
