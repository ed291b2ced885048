using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>
/// A cookie that identifies the browser during a login, so that an attacker cannot finish their own login in the
/// browser of a victim.
/// </summary>
internal static class LoginCorrelationCookie
{
    private const string CookieName = "yudai_login";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Sets the cookie and returns its hash. Concurrent logins in one browser share the value.</summary>
    public static string Append(HttpContext context, string redirectUri)
    {
        var value =
            context.Request.Cookies[CookieName] is { } existing && LoginAttemptKey.IsState(existing)
                ? existing
                : LoginAttemptKey.NewState();
        context.Response.Cookies.Append(CookieName, value, Options(context, redirectUri));
        return Hash(value);
    }

    /// <summary>The options of a cookie that lives as long as a login takes.</summary>
    public static CookieOptions Options(HttpContext context, string redirectUri) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax, // The browser must send it when GitHub redirects back.
            Secure = context.Request.IsHttps || redirectUri.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
            MaxAge = Lifetime,
            Path = "/",
        };

    /// <summary>Returns the hash of the cookie, or an empty text without one.</summary>
    public static string Read(HttpRequest request) =>
        request.Cookies[CookieName] is { } value && LoginAttemptKey.IsState(value) ? Hash(value) : "";

    private static string Hash(string value) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(value)));
}
