using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Tells whose JWT it is, wherever it was found.</summary>
internal sealed class JwtReader(TokenValidationParameters rules, CachingTokenHandler tokens)
{
    private const int MaxTokenLength = 4096;

    /// <summary>Null for a token that is not ours, not valid any more, or no token at all.</summary>
    public async ValueTask<CurrentUser?> Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxTokenLength)
            return null;
        var result = await tokens.ValidateTokenAsync(token, rules);
        return result.IsValid ? CurrentUser.From(result.ClaimsIdentity) : null;
    }
}
