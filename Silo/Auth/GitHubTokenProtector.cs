using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Encrypts GitHub tokens with the key ring. A token can only be decrypted for the user it was encrypted for.
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
            LogUndecryptable(userId);
            return null;
        }
    }

    private IDataProtector CreateProtector(long userId) =>
        provider.CreateProtector(Purpose, userId.ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(
        LogLevel.Warning,
        "The GitHub token of user {UserId} cannot be decrypted; the user must sign in again."
    )]
    private partial void LogUndecryptable(long userId);
}
