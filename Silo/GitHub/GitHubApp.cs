using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// The OAuth app that users sign in with, and the GitHub server it belongs to.
/// </summary>
internal sealed record GitHubApp(GitHubUrls Urls, string? ClientId, string? ClientSecret)
{
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static GitHubApp From(IConfiguration configuration) =>
        new(
            GitHubUrls.From(configuration),
            ReadSetting(configuration, "GITHUB_CLIENT_ID"),
            ReadSetting(configuration, "GITHUB_CLIENT_SECRET")
        );

    // The ToString of a record would print the secret.
    public override string ToString() => $"{ClientId} at {Urls.Web}";

    private static string? ReadSetting(IConfiguration configuration, string variable) =>
        string.IsNullOrWhiteSpace(configuration[variable]) ? null : configuration[variable]!.Trim();
}
