using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// A cookie by which a browser is known again while a login is under way, so that nobody can end their own login in
/// somebody else's browser.
/// </summary>
internal static class LoginCorrelationCookie
{
    private const string CookieName = "yudai_login";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Marks the browser; several logins at once in one browser share the mark.</summary>
    public static string Append(HttpContext context, string redirectUri)
    {
        var mark =
            context.Request.Cookies[CookieName] is { } there && LoginAttemptKey.IsState(there)
                ? there
                : LoginAttemptKey.NewState();
        context.Response.Cookies.Append(
            CookieName,
            mark,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax, // It comes along when GitHub sends the browser back.
                Secure =
                    context.Request.IsHttps || redirectUri.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
                MaxAge = Lifetime,
                Path = "/",
            }
        );
        return Hash(mark);
    }

    /// <summary>Empty where there is none.</summary>
    public static string Read(HttpRequest request) =>
        request.Cookies[CookieName] is { } mark && LoginAttemptKey.IsState(mark) ? Hash(mark) : "";

    private static string Hash(string mark) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(mark)));
}
