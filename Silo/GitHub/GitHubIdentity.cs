using System.Net;
using System.Text;
using System.Text.Json;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// GitHub's sign-in: exchanges a code for a token (Octokit's exchange has no PKCE verifier) and reads the owner of a
/// token.
/// </summary>
internal sealed partial class GitHubIdentity(
    GitHubApp app,
    AllowedAccounts allowed,
    GitHubTransport transport,
    GitHubTimeouts timeouts,
    TimeProvider time,
    ILogger<GitHubIdentity> logger
) : IGitHubIdentity
{
    private const int MaxTokenLength = 4096,
        OrganizationsPerPage = 100,
        MaxOrganizationPages = 2;

    /// <summary>Tokens that GitHub issues to an app: of a user to an OAuth app, of a user to a GitHub App, of a GitHub
    /// App's installation.</summary>
    private static readonly string[] AppTokenPrefixes = ["gho_", "ghu_", "ghs_"];

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public async Task<string> Redeem(string code, string verifier, string redirectUri)
    {
        if (app is not { ClientId: { } id, ClientSecret: { } secret })
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub login is off on this server.");
        using var response = await transport.Send(() =>
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
        var grant = await Read<TokenResponse>(response);
        if (grant.Error is not null)
            throw Refused(grant.Error);
        return IsToken(grant.AccessToken) ? grant.AccessToken : throw Unreadable();
    }

    public async Task RequireOwnApp(string token)
    {
        if (!IsToken(token))
            throw BadToken();
        if (!IsAppToken(token))
            return;
        if (app is not { ClientId: { } id, ClientSecret: { } secret })
            throw ForeignToken();
        using var response = await transport.Send(() => OwnToken(HttpMethod.Post, id, secret, token));
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw ForeignToken();
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw new GitHubException(
                GitHubFailure.BadAnswer,
                "GitHub does not accept this server's OAuth app as it is configured."
            );
        if ((await Read<CheckTokenResponse>(response)).App?.ClientId != id)
            throw ForeignToken();
    }

    public async Task Revoke(string token)
    {
        if (!IsToken(token) || !IsAppToken(token) || app is not { ClientId: { } id, ClientSecret: { } secret })
            return;
        using var response = await transport.Send(() => OwnToken(HttpMethod.Delete, id, secret, token));
    }

    public async Task<GitHubAccount> Owner(string token)
    {
        if (!IsToken(token))
            throw BadToken();
        using var response = await transport.Send(() => Get("/user", token));
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw BadToken();
        if (
            response.Headers.TryGetValues("X-OAuth-Client-Id", out var apps) && apps.Any(other => other != app.ClientId)
        )
            throw ForeignToken(); // A token from before tokens had prefixes.
        var user = await Read<UserResponse>(response);
        if (user.Id is <= 0 or >= GitHubAccount.IdsEnd || string.IsNullOrEmpty(user.Login))
            throw Unreadable();
        return new(user.Id, user.Login, user.Name, user.Email ?? await PrimaryEmail(token), user.AvatarUrl);
    }

    public async Task RequireAllowed(GitHubAccount account, string token)
    {
        if (allowed.IsEverybody || allowed.Users.Contains(account.Login))
            return;
        if (allowed.Organizations.Count > 0 && await IsMember(token))
            return;
        LogNotAllowed(account.Id);
        throw new GitHubException(
            GitHubFailure.Forbidden,
            $"This server does not let {account.Login} sign in. Its operator decides who may "
                + "(ALLOWED_USERS, ALLOWED_ORGS)."
        );
    }

    /// <summary>Whether the owner of the token is in one of the allowed organizations, as far as it may show.</summary>
    private async Task<bool> IsMember(string token)
    {
        try
        {
            for (var page = 1; page <= MaxOrganizationPages; page++)
            {
                using var response = await transport
                    .Send(() => Get($"/user/orgs?per_page={OrganizationsPerPage}&page={page}", token))
                    .WaitAsync(timeouts.Attempt, time);
                var organizations = await Read<OrganizationResponse[]>(response);
                if (organizations.Any(other => allowed.Organizations.Contains(other.Login ?? "")))
                    return true;
                if (organizations.Length < OrganizationsPerPage)
                    break;
            }
            return false;
        }
        catch (GitHubException exception) when (exception.Failure == GitHubFailure.Unauthorized)
        {
            return false; // The token has no scope for it.
        }
        catch (TimeoutException)
        {
            throw new GitHubException(GitHubFailure.TimedOut, "GitHub did not answer in time. Please try again.");
        }
    }

    /// <summary>Null if the token may not read it or GitHub does not respond: nothing depends on it.</summary>
    private async Task<string?> PrimaryEmail(string token)
    {
        try
        {
            using var response = await transport
                .Send(() => Get("/user/emails", token))
                .WaitAsync(timeouts.Attempt, time);
            return response.IsSuccessStatusCode
                ? (await Read<EmailResponse[]>(response))
                    .FirstOrDefault(address => address is { Primary: true, Verified: true })
                    ?.Email
                : null;
        }
        catch (Exception exception) when (exception is GitHubException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>A request of our app about one of its tokens.</summary>
    private HttpRequestMessage OwnToken(HttpMethod method, string clientId, string secret, string token) =>
        new(method, $"{app.Urls.Api}/applications/{Uri.EscapeDataString(clientId)}/token")
        {
            Headers =
            {
                { "Accept", "application/vnd.github+json" },
                { "X-GitHub-Api-Version", "2022-11-28" },
                { "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))}" },
            },
            Content = JsonContent.Create(new CheckTokenRequest(token), options: Json),
        };

    private static bool IsAppToken(string token) =>
        AppTokenPrefixes.Any(prefix => token.StartsWith(prefix, StringComparison.Ordinal));

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

    private static async Task<T> Read<T>(HttpResponseMessage response)
    {
        try
        {
            return response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<T>(Json) is { } read
                ? read
                : throw Unreadable();
        }
        catch (Exception exception)
            when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Unreadable(); // The exception's text may quote the response.
        }
    }

    /// <summary>Whether the token is valid in a header.</summary>
    private static bool IsToken([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? token) =>
        token is { Length: > 0 and <= MaxTokenLength } && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static GitHubException BadToken() => new(GitHubFailure.Unauthorized, "GitHub does not accept the token.");

    private static GitHubException ForeignToken() =>
        new(
            GitHubFailure.Unauthorized,
            "GitHub issued this token to another app. Please sign in through GitHub, or with a personal access token."
        );

    private static GitHubException Unreadable() =>
        new(GitHubFailure.BadAnswer, "GitHub answered something that cannot be understood.");

    [LoggerMessage(LogLevel.Information, "The GitHub account {AccountId} may not sign in here.")]
    private partial void LogNotAllowed(long accountId);

    [LoggerMessage(LogLevel.Warning, "GitHub refused a login: {Error}.")]
    private partial void LogRefused(string error);
}
