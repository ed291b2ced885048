namespace YudaiV3.Api.Auth;

/// <summary>The OAuth app that people would sign in through, as far as it is configured.</summary>
internal sealed record GitHubLogin(string? ClientId, bool HasSecret, string? RedirectUri)
{
    public static GitHubLogin From(IConfiguration configuration) => new(
        Set(configuration["GITHUB_CLIENT_ID"]),
        Set(configuration["GITHUB_CLIENT_SECRET"]) is not null,
        Set(configuration["GITHUB_REDIRECT_URI"]));

    /// <summary>Whether the operator means people to sign in through GitHub.</summary>
    public bool IsWanted => ClientId is not null;

    private static string? Set(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
