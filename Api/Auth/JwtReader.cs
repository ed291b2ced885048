using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Finds the user of a JWT from any source: a header, a query or a WebSocket frame.</summary>
internal sealed class JwtReader(TokenValidationParameters rules, CachingTokenHandler tokens)
{
    private const int MaxTokenLength = 4096;

    /// <summary>Returns null for a token that is not ours, has expired, or is no JWT.</summary>
    public async ValueTask<CurrentUser?> Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxTokenLength)
            return null;
        var result = await tokens.ValidateTokenAsync(token, rules);
        return result.IsValid ? CurrentUser.From(result.ClaimsIdentity) : null;
    }
}
