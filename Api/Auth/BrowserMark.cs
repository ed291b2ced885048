using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>A cookie by which a browser is known again while a login is under way, so that nobody can end their own login in somebody else's browser.</summary>
internal static class BrowserMark
{
    private const string Cookie = "yudai_login";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Marks the browser; several logins at once in one browser share the mark.</summary>
    public static string Set(HttpContext context, string redirectUri)
    {
        var mark = context.Request.Cookies[Cookie] is { } there && LoginAttemptKey.IsState(there) ? there : LoginAttemptKey.NewState();
        context.Response.Cookies.Append(Cookie, mark, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax, // It comes along when GitHub sends the browser back.
            Secure = context.Request.IsHttps || redirectUri.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
            MaxAge = Lifetime,
            Path = "/",
        });
        return Hash(mark);
    }

    /// <summary>Empty where there is none.</summary>
    public static string Of(HttpRequest request) => request.Cookies[Cookie] is { } mark && LoginAttemptKey.IsState(mark) ? Hash(mark) : "";

    private static string Hash(string mark) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(mark)));
}
