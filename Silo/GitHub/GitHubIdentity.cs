using System.Net;
using System.Text.Json;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Signing in, as GitHub offers it: the exchange of a code (Octokit's has no PKCE verifier) and the question whose
/// token it is.
/// </summary>
internal sealed partial class GitHubIdentity(
    GitHubApp app,
    GitHubTransport wire,
    GitHubTimeouts patience,
    TimeProvider time,
    ILogger<GitHubIdentity> logger
) : IGitHubIdentity
{
    private const int MaxTokenLength = 4096;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public async Task<string> Redeem(string code, string verifier, string redirectUri)
    {
        if (app is not { ClientId: { } id, ClientSecret: { } secret })
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub login is off on this server.");
        using var answer = await wire.Send(() =>
            new(HttpMethod.Post, $"{app.Urls.Web}/login/oauth/access_token")
            {
                Headers = { { "Accept", "application/json" } },
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["client_id"] = id,
                        ["client_secret"] = secret,
                        ["code"] = code,
                        ["redirect_uri"] = redirectUri,
                        ["code_verifier"] = verifier,
                    }
                ),
            }
        );
        var granted = await Read<Granted>(answer);
        if (granted.Error is not null)
            throw Refused(granted.Error);
        return IsToken(granted.AccessToken) ? granted.AccessToken : throw Unreadable();
    }

    public async Task<GitHubAccount> Owner(string token)
    {
        if (!IsToken(token))
            throw BadToken();
        using var answer = await wire.Send(() => Get("/user", token));
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            throw BadToken();
        var user = await Read<User>(answer);
        if (user.Id is <= 0 or >= GitHubAccount.IdsEnd || string.IsNullOrEmpty(user.Login))
            throw Unreadable();
        return new(user.Id, user.Login, user.Name, user.Email ?? await PrimaryEmail(token), user.AvatarUrl);
    }

    /// <summary>Null where the token may not read it, or GitHub does not say: nothing depends on it.</summary>
    private async Task<string?> PrimaryEmail(string token)
    {
        try
        {
            using var answer = await wire.Send(() => Get("/user/emails", token)).WaitAsync(patience.Attempt, time);
            return answer.IsSuccessStatusCode
                ? (await Read<Address[]>(answer))
                    .FirstOrDefault(address => address is { Primary: true, Verified: true })
                    ?.Email
                : null;
        }
        catch (Exception failed) when (failed is GitHubException or TimeoutException)
        {
            return null;
        }
    }

    private HttpRequestMessage Get(string path, string token) =>
        new(HttpMethod.Get, app.Urls.Api + path)
        {
            Headers =
            {
                { "Accept", "application/vnd.github+json" },
                { "X-GitHub-Api-Version", "2022-11-28" },
                { "Authorization", $"Bearer {token}" },
            },
        };

    private GitHubException Refused(string error)
    {
        LogRefused(
            error.Length <= 64 && error.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
                ? error
                : "unreadable"
        );
        return error switch
        {
            "bad_verification_code" => new(
                GitHubFailure.Unauthorized,
                "GitHub does not accept the login's code, or not any more. Please begin again."
            ),
            "unverified_user_email" => new(
                GitHubFailure.Unauthorized,
                "GitHub wants your e-mail address to be verified first."
            ),
            _ => new(GitHubFailure.BadAnswer, "GitHub does not accept this server's OAuth app as it is configured."),
        };
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        try
        {
            return answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<T>(Json) is { } read
                ? read
                : throw Unreadable();
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Unreadable(); // Its text may quote the answer.
        }
    }

    /// <summary>Whether it can stand in a header at all.</summary>
    private static bool IsToken([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? token) =>
        token is { Length: > 0 and <= MaxTokenLength } && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static GitHubException BadToken() => new(GitHubFailure.Unauthorized, "GitHub does not accept the token.");

    private static GitHubException Unreadable() =>
        new(GitHubFailure.BadAnswer, "GitHub answered something that cannot be understood.");

    [LoggerMessage(LogLevel.Warning, "GitHub refused a login: {Error}.")]
    private partial void LogRefused(string error);

    private sealed record Granted(string? AccessToken, string? Error);

    private sealed record User(long Id, string? Login, string? Name, string? Email, string? AvatarUrl);

    private sealed record Address(string? Email, bool Primary, bool Verified);
}
