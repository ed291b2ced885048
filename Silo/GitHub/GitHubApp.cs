using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// The OAuth app that people sign in through, and the GitHub that it is on. Nothing else is ever contacted.
/// </summary>
internal sealed record GitHubApp(GitHubUrls Urls, string? ClientId, string? ClientSecret)
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static GitHubApp From(IConfiguration configuration) =>
        new(
            GitHubUrls.From(configuration),
            Setting(configuration, "GITHUB_CLIENT_ID"),
            Setting(configuration, "GITHUB_CLIENT_SECRET")
        );

    // A record would print the secret.
    public override string ToString() => $"{ClientId} at {Urls.Web}";

    private static string? Setting(IConfiguration configuration, string variable) =>
        string.IsNullOrWhiteSpace(configuration[variable]) ? null : configuration[variable]!.Trim();
}
