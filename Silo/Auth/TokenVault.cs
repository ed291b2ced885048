using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.Auth;

/// <summary>Encrypts GitHub tokens with the key ring, each for its user alone: in another user's row it opens to nobody.</summary>
internal sealed partial class TokenVault(IDataProtectionProvider provider, ILogger<TokenVault> logger) : ITokenVault
{
    private const string Purpose = "yudai.github-token.1";

    public string Close(long userId, string token) => Of(userId).Protect(token);

    public string? Open(long userId, string sealedToken)
    {
        try
        {
            return Of(userId).Unprotect(sealedToken);
        }
        catch (CryptographicException)
        {
            LogLost(userId);
            return null;
        }
    }

    private IDataProtector Of(long userId) => provider.CreateProtector(Purpose, userId.ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(LogLevel.Warning, "The GitHub token of user {UserId} cannot be opened; the user must sign in anew.")]
    private partial void LogLost(long userId);
}
