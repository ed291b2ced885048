using System.Reflection;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The caller, as a valid JWT names them. As a parameter of an endpoint that demands a caller it is always there.
/// </summary>
/// <param name="TokenId">The JWT's <c>jti</c>.</param>
internal sealed record CurrentUser(long UserId, string TokenId, DateTimeOffset ExpiresAt)
{
    /// <summary>Null where nobody is signed in.</summary>
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
        long.TryParse(
            identity.FindFirst(claim)?.Value,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}
