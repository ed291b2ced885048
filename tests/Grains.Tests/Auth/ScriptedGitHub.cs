using System.Collections.Concurrent;
using YudaiV3.GitHub;

namespace YudaiV3.Auth;

/// <summary>
/// A scripted GitHub. It accepts the codes and tokens that tests register and refuses all others.
/// </summary>
internal sealed class ScriptedGitHub : IGitHubIdentity, ITokenProtector
{
    public ConcurrentDictionary<string, GitHubAccount> Tokens { get; } = new();
    public ConcurrentQueue<(string Code, string Verifier, string RedirectUri)> Redeemed { get; } = new();

    /// <summary>The token of a code is <c>token of </c> followed by the code.</summary>
    public Task<string> Redeem(string code, string verifier, string redirectUri)
    {
        Redeemed.Enqueue((code, verifier, redirectUri));
        return Tokens.ContainsKey($"token of {code}")
            ? Task.FromResult($"token of {code}")
            : throw new GitHubException(GitHubFailure.Unauthorized, "No such code.");
    }

    /// <summary>Refuses what begins with <c>foreign</c>.</summary>
    public Task RequireOwnApp(string token) =>
        token.StartsWith("foreign", StringComparison.Ordinal)
            ? throw new GitHubException(GitHubFailure.Unauthorized, "A token of another app.")
            : Task.CompletedTask;

    public Task<GitHubAccount> Owner(string token) =>
        Tokens.TryGetValue(token, out var account)
            ? Task.FromResult(account)
            : throw new GitHubException(GitHubFailure.RateLimited, "Not now.") { RetryAfter = TimeSpan.FromSeconds(7) };

    public ConcurrentQueue<string> Revoked { get; } = new();

    /// <summary>GitHub is down for what begins with <c>stuck</c>.</summary>
    public Task Revoke(string token)
    {
        Revoked.Enqueue(token);
        return token.StartsWith("stuck", StringComparison.Ordinal)
            ? throw new GitHubException(GitHubFailure.BadAnswer, "GitHub is down.")
            : Task.CompletedTask;
    }

    public Task RequireAllowed(GitHubAccount account, string token) => Task.CompletedTask;

    public string Protect(long userId, string token) =>
        $"{userId}:{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(token))}";

    public string? Unprotect(long userId, string protectedToken) =>
        protectedToken.StartsWith($"{userId}:", StringComparison.Ordinal)
            ? System.Text.Encoding.UTF8.GetString(
                Convert.FromHexString(protectedToken[(protectedToken.IndexOf(':') + 1)..])
            )
            : null;
}
