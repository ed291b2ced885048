using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The caller that a valid JWT names. As a parameter of an endpoint with authorization it is never null.
/// </summary>
internal sealed record CurrentUser(long UserId, LoginReference Login, DateTimeOffset ExpiresAt)
{
    private const long MaxSeconds = 253402300800;

    /// <summary>Returns null when nobody is signed in.</summary>
    public static CurrentUser? From(ClaimsIdentity? identity) =>
        identity is { IsAuthenticated: true }
        && Number(identity, JwtRegisteredClaimNames.Sub) is > 0 and var user
        && Number(identity, JwtRegisteredClaimNames.Exp) is > 0 and < MaxSeconds and var expires
        && LoginOf(identity, expires) is { } login
            ? new(user, login, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;

    public static ValueTask<CurrentUser?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(From(context.User.Identity as ClaimsIdentity));

    /// <summary>Lets all grain calls of the request run in the name of the caller's login.</summary>
    public static Task UseLogin(HttpContext context, RequestDelegate next)
    {
        if (From(context.User.Identity as ClaimsIdentity) is { } user)
            CurrentLogin.Use(user.Login);
        return next(context);
    }

    private static LoginReference? LoginOf(ClaimsIdentity identity, long expires)
    {
        if (identity.FindFirst(JwtRegisteredClaimNames.Sid)?.Value is { Length: > 0 } login)
            return new() { Id = login };
        if (identity.FindFirst(JwtRegisteredClaimNames.Jti)?.Value is not { Length: > 0 } token)
            return null;
        // A JWT from before logins had ids.
        var issued = Number(identity, JwtRegisteredClaimNames.Iat) is > 0 and < MaxSeconds and var at
            ? at
            : expires - (long)JwtIssuer.Lifetime.TotalSeconds;
        return new() { Id = token, IssuedAt = DateTimeOffset.FromUnixTimeSeconds(issued) };
    }

    private static long Number(ClaimsIdentity identity, string claim) =>
        long.TryParse(identity.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
