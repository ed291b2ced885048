using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Tells whose JWT it is, wherever it was found.</summary>
internal sealed class TokenReader(TokenValidationParameters rules, KnownTokens tokens)
{
    private const int LongestToken = 4096;

    /// <summary>Null for a token that is not ours, not valid any more, or no token at all.</summary>
    public async ValueTask<CurrentUser?> Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken)
            return null;
        var result = await tokens.ValidateTokenAsync(token, rules);
        return result.IsValid ? CurrentUser.From(result.ClaimsIdentity) : null;
    }
}
