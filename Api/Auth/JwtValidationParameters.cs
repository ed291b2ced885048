using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>The rules that our JWTs fulfil.</summary>
internal static class JwtValidationParameters
{
    public const string Issuer = "yudai-v3";
    public const string Audience = "yudai-v3-api";

    /// <summary>How much the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    public static TokenValidationParameters Create(JwtKeys keys, TimeProvider time) =>
        new()
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeys = keys.Accepted,
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires, time.GetUtcNow().UtcDateTime),
        };

    private static bool IsNow(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is not { } start || start - ClockSkew <= now);
}
