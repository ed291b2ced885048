namespace YudaiV3.ServiceDefaults;

/// <summary>
/// The URLs of GitHub, or of the GitHub Enterprise Server in <c>GITHUB_WEB_URL</c> and <c>GITHUB_API_URL</c>, without a
/// slash at the end.
/// </summary>
public sealed record GitHubUrls(string Web, string Api)
{
    private const string WebVariable = "GITHUB_WEB_URL",
        ApiVariable = "GITHUB_API_URL",
        GitHub = "https://github.com";

    /// <exception cref="SettingException">A setting is not a URL.</exception>
    public static GitHubUrls From(IConfiguration configuration)
    {
        var web = Parse(configuration, WebVariable) ?? GitHub;
        return new(
            web,
            Parse(configuration, ApiVariable) ?? (web == GitHub ? "https://api.github.com" : web + "/api/v3")
        );
    }

    private static string? Parse(IConfiguration configuration, string variable) =>
        string.IsNullOrWhiteSpace(configuration[variable]) ? null
        : Uri.TryCreate(configuration[variable]!.Trim(), UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0
            ? url.AbsoluteUri.TrimEnd('/')
        : throw new SettingException(variable, "is not an http or https URL without credentials, query or fragment");
}
