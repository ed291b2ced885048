using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>Issues our JWTs.</summary>
internal sealed class JwtIssuer(JwtKeys keys, TimeProvider time)
{
    /// <summary>How long a token is valid, unless its login ends before.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token of a login; null if the login is over.</summary>
    public IssuedToken? Issue(long userId, UserLogin login)
    {
        var now = time.GetUtcNow();
        var left = login.EndsAt - now;
        if (left < TimeSpan.FromSeconds(1))
            return null;
        var lifetime = left < Lifetime ? left : Lifetime;
        var text = _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = JwtValidationParameters.Issuer,
                Audience = JwtValidationParameters.Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + lifetime).UtcDateTime,
                SigningCredentials = keys.Signing,
                Claims = new Dictionary<string, object>
                {
                    [JwtRegisteredClaimNames.Sub] = userId.ToString(CultureInfo.InvariantCulture),
                    [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
                    [JwtRegisteredClaimNames.Sid] = login.Id,
                    [JwtRegisteredClaimNames.AuthTime] = login.StartedAt.ToUnixTimeSeconds(),
                },
            }
        );
        return new(text, (long)lifetime.TotalSeconds);
    }
}

/// <summary>A JWT and its lifetime in seconds.</summary>
internal sealed record IssuedToken(string Text, long ExpiresIn)
{
    // A record would print the token.
    public override string ToString() => $"expires in {ExpiresIn} s";
}
