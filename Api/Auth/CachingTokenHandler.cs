using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Validates JWTs and keeps the results: a client sends the same JWT with every request, and its signature does not
/// change. The expiry is checked every time. <see cref="RevocationCache"/> knows whether the login has ended.
/// </summary>
internal sealed class CachingTokenHandler : JsonWebTokenHandler
{
    /// <summary>Only valid tokens are kept. The cache is cleared when it is full.</summary>
    private const int MaxEntries = 4_096;

    private readonly ConcurrentDictionary<string, TokenValidationResult> _results = new();

    public CachingTokenHandler() => MapInboundClaims = false;

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        if (_results.TryGetValue(token, out var cached))
        {
            if (
                validationParameters.LifetimeValidator(
                    cached.SecurityToken.ValidFrom,
                    cached.SecurityToken.ValidTo,
                    cached.SecurityToken,
                    validationParameters
                )
            )
                return cached;
            _results.TryRemove(token, out _);
        }
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (_results.Count >= MaxEntries)
            _results.Clear();
        _ = result.ClaimsIdentity; // Created on first use, which is not thread-safe.
        _results[token] = result;
        return result;
    }
}
