using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// Finds the user of an API token. A valid token is remembered: its expiry is checked every time, and
/// <see cref="RevocationCache"/> knows whether it was deleted.
/// </summary>
internal sealed class ApiTokenReader(IServiceProvider services, RateLimits limits, TimeProvider time)
{
    public const string Scheme = "ApiToken";
    public const string ScopeClaim = "scope";

    /// <summary>Only valid tokens are kept. The cache is cleared when it is full.</summary>
    private const int MaxEntries = 4_096;

    private readonly ConcurrentDictionary<
        (string Id, string Hash),
        (ClaimsIdentity Identity, DateTimeOffset Until)
    > _valid = new();

    /// <summary>Null if there is no such token or it has expired.</summary>
    /// <exception cref="TooManyRequestsException">The address has sent too many wrong tokens.</exception>
    public async ValueTask<ClaimsIdentity?> Read(string text, IPAddress? address)
    {
        if (!ApiTokenSecret.TryParse(text, out var secret))
            return null;
        var key = (secret.Id, secret.Hash);
        if (_valid.TryGetValue(key, out var known))
            return time.GetUtcNow() < known.Until ? known.Identity : null;
        // Anybody can make up a token, and each one costs a call to the grain of a user.
        limits.CheckSignIn(address ?? IPAddress.None);
        var grains = services.GetRequiredService<IGrainFactory>();
        if (await grains.UserLogins(secret.UserId).FindApiToken(secret.Id, secret.Hash) is not { } token)
        {
            limits.CountSignIn(address ?? IPAddress.None);
            return null;
        }
        if (_valid.Count >= MaxEntries)
            _valid.Clear();
        var identity = Identity(secret.UserId, token);
        _valid[key] = (identity, token.ExpiresAt);
        return identity;
    }

    private static ClaimsIdentity Identity(long userId, ApiToken token) =>
        new(
            [
                new(JwtRegisteredClaimNames.Sub, userId.ToString(CultureInfo.InvariantCulture)),
                new(JwtRegisteredClaimNames.Sid, token.Id),
                new(
                    JwtRegisteredClaimNames.Exp,
                    token.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                ),
                .. token.Scopes.Select(scope => new Claim(ScopeClaim, scope)),
            ],
            Scheme
        );
}
