using System.Diagnostics.CodeAnalysis;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The OAuth app for the login, as far as it is configured. Only the silos hold the secret.
/// </summary>
internal sealed record GitHubLoginOptions(string? ClientId, bool HasSecret, string? RedirectUri, bool NamesGitHub)
{
    private const string IdVariable = "GITHUB_CLIENT_ID",
        SecretVariable = "GITHUB_CLIENT_SECRET",
        RedirectVariable = "GITHUB_REDIRECT_URI";

    /// <exception cref="SettingException">The redirect URI is not an http or https URL.</exception>
    public static GitHubLoginOptions From(IConfiguration configuration) =>
        new(
            Set(configuration[IdVariable]),
            Set(configuration[SecretVariable]) is not null,
            Set(configuration[RedirectVariable]) is { } redirect ? Checked(redirect) : null,
            Set(configuration["GITHUB_WEB_URL"]) is not null || Set(configuration["GITHUB_API_URL"]) is not null
        );

    /// <summary>Whether the operator configured a login through GitHub.</summary>
    public bool IsWanted => ClientId is not null;

    /// <summary>Whether the configuration is complete.</summary>
    [MemberNotNullWhen(true, nameof(ClientId), nameof(RedirectUri)), MemberNotNullWhen(false, nameof(WhyOff))]
    public bool IsOn => ClientId is not null && HasSecret && RedirectUri is not null;

    /// <summary>
    /// Whether users can sign in with a personal access token. This needs no OAuth app, but a server without any GitHub
    /// setting must not contact GitHub.
    /// </summary>
    public bool TakesTokens => IsWanted || NamesGitHub;

    /// <summary>The missing setting as a text for users; null when the login works.</summary>
    public string? WhyOff =>
        ClientId is null ? "GitHub login is off: this server has no GitHub OAuth app (GITHUB_CLIENT_ID)."
        : !HasSecret ? $"GitHub login is off: {SecretVariable} is not set."
        : RedirectUri is null ? $"GitHub login is off: {RedirectVariable} is not set."
        : null;

    private static string Checked(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url.Fragment.Length == 0
            ? text
            : throw new SettingException(RedirectVariable, "is not an http or https URL without a fragment");

    private static string? Set(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
