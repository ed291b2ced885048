using YudaiV3.Auth;

namespace YudaiV3.GitHub;

/// <summary>
/// Gives grains the token with which they call GitHub for a user. It is opened only where it is used: between silos it
/// travels as it is kept.
/// </summary>
internal sealed class GitHubTokens(IGrainFactory grains, ITokenProtector vault)
{
    /// <summary>Null for a user who has not signed in through GitHub, or must do so again.</summary>
    public async Task<string?> Read(long userId) =>
        await grains.User(userId).ProtectedGitHubToken() is { } kept ? vault.Unprotect(userId, kept) : null;

    /// <summary>Whether the user never had a token: such users read what GitHub shows to everybody.</summary>
    public static bool IsWithoutGitHub(long userId) => userId >= GitHubAccount.IdsEnd;
}
