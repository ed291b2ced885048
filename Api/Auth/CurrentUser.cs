using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The caller that a valid JWT names. As a parameter of an endpoint with authorization it is never null.
/// </summary>
/// <param name="TokenId">The JWT's <c>jti</c>.</param>
internal sealed record CurrentUser(long UserId, string TokenId, DateTimeOffset ExpiresAt)
{
    /// <summary>Returns null when nobody is signed in.</summary>
    public static CurrentUser? From(ClaimsIdentity? identity) =>
        identity is { IsAuthenticated: true }
        && Number(identity, JwtRegisteredClaimNames.Sub) is > 0 and var user
        && Number(identity, JwtRegisteredClaimNames.Exp) is > 0 and < 253402300800 and var expires
        && identity.FindFirst(JwtRegisteredClaimNames.Jti)?.Value is { Length: > 0 } token
            ? new(user, token, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;

    public static ValueTask<CurrentUser?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(From(context.User.Identity as ClaimsIdentity));

    private static long Number(ClaimsIdentity identity, string claim) =>
        long.TryParse(identity.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
