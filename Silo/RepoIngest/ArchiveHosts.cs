using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// The hosts that GitHub may send a download to: its own, and those that <c>GITHUB_ARCHIVE_HOSTS</c> names, as
/// <c>host</c> or <c>host:port</c>.
/// </summary>
internal sealed class ArchiveHosts(GitHubUrls github, IReadOnlyCollection<string> further)
{
    public const string Variable = "GITHUB_ARCHIVE_HOSTS";

    private readonly Uri _web = new(github.Web),
        _api = new(github.Api);

    /// <exception cref="SettingException">One of them is no host.</exception>
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

    /// <summary>Whether it is the API itself, which alone may see a token.</summary>
    public bool IsApi(Uri url) => Same(url, _api);

    public bool Allows(Uri url) =>
        url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == _api.Scheme)
        && (
            IsApi(url)
            || Same(url, _web)
            || url.IsDefaultPort && url.Host.Equals("codeload." + _web.Host, StringComparison.OrdinalIgnoreCase)
            || further.Any(host => Names(host, url))
        );

    private static bool Names(string host, Uri url) =>
        host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);

    private static bool Same(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
        == 0;
}
