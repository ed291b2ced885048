using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Tells whose JWT it is, wherever it was found.</summary>
internal sealed class TokenReader(TokenValidationParameters rules)
{
    private const int LongestToken = 4096;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Null for a token that is not ours, not valid any more, or no token at all.</summary>
    public async ValueTask<CurrentUser?> Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken)
            return null;
        var result = await _handler.ValidateTokenAsync(token, rules);
        return result.IsValid ? CurrentUser.From(result.ClaimsIdentity) : null;
    }
}
