using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Encrypts GitHub tokens with the key ring, each for its user alone: in another user's row it opens to nobody.
/// </summary>
internal sealed partial class GitHubTokenProtector(
    IDataProtectionProvider provider,
    ILogger<GitHubTokenProtector> logger
) : ITokenProtector
{
    private const string Purpose = "yudai.github-token.1";

    public string Protect(long userId, string token) => CreateProtector(userId).Protect(token);

    public string? Unprotect(long userId, string protectedToken)
    {
        try
        {
            return CreateProtector(userId).Unprotect(protectedToken);
        }
        catch (CryptographicException)
        {
            LogLost(userId);
            return null;
        }
    }

    private IDataProtector CreateProtector(long userId) =>
        provider.CreateProtector(Purpose, userId.ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(LogLevel.Warning, "The GitHub token of user {UserId} cannot be opened; the user must sign in anew.")]
    private partial void LogLost(long userId);
}
