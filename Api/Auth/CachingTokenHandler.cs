using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Checks JWTs, each of them once: a client sends the same one with every request, and its signature does not change.
/// Whether it has expired is asked every time, and whether its login
/// has ended is for <see cref="RevocationCache"/> to say.
/// </summary>
internal sealed class CachingTokenHandler : JsonWebTokenHandler
{
    /// <summary>Only tokens of ours are kept; beyond this many it forgets them all and begins anew.</summary>
    private const int MaxEntries = 4_096;

    private readonly ConcurrentDictionary<string, TokenValidationResult> _known = new();

    public CachingTokenHandler() => MapInboundClaims = false;

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        if (_known.TryGetValue(token, out var known))
        {
            if (
                validationParameters.LifetimeValidator(
                    known.SecurityToken.ValidFrom,
                    known.SecurityToken.ValidTo,
                    known.SecurityToken,
                    validationParameters
                )
            )
                return known;
            _known.TryRemove(token, out _);
        }
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (_known.Count >= MaxEntries)
            _known.Clear();
        _ = result.ClaimsIdentity; // Made on first use: not by several at once.
        _known[token] = result;
        return result;
    }
}
