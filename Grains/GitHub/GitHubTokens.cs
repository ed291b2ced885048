using YudaiV3.Auth;

namespace YudaiV3.GitHub;

/// <summary>
/// Reads the GitHub tokens of users. A token is decrypted only where it is used: silos exchange it encrypted.
/// </summary>
internal sealed class GitHubTokens(IGrainFactory grains, ITokenProtector protector)
{
    /// <summary>Null for a user who has not signed in through GitHub or must sign in again.</summary>
    public async Task<string?> Read(long userId) =>
        await grains.User(userId).ProtectedGitHubToken() is { } token ? protector.Unprotect(userId, token) : null;

    /// <summary>Whether the user signed in without GitHub. Such a user can read public resources only.</summary>
    public static bool IsWithoutGitHub(long userId) => userId >= GitHubAccount.IdsEnd;
}
