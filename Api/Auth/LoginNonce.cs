using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Api.Auth;

/// <summary>
/// A random text of the page that begins a login. It comes back in the fragment beside the token, so that the page
/// accepts no token of a login that it did not begin. Until then it is in a cookie of its own for each login.
/// </summary>
internal static class LoginNonce
{
    private const string Parameter = "nonce";
    private const int MinLength = 16,
        MaxLength = 128;

    /// <summary>Keeps the nonce of a request that begins a login; without one it does nothing.</summary>
    public static void Keep(HttpContext context, string state, string redirectUri)
    {
        if (context.Request.Query[Parameter].ToString() is var nonce && IsNonce(nonce))
            context.Response.Cookies.Append(
                CookieName(state),
                nonce,
                LoginCorrelationCookie.Options(context, redirectUri)
            );
    }

    /// <summary>The nonce of the login that ends, and removes its cookie; null if it began without one.</summary>
    public static string? Take(HttpContext context, string state)
    {
        if (context.Request.Cookies[CookieName(state)] is not { } nonce || !IsNonce(nonce))
            return null;
        context.Response.Cookies.Delete(CookieName(state));
        return nonce;
    }

    private static bool IsNonce(string text) =>
        text.Length is >= MinLength and <= MaxLength && text.All(char.IsAsciiLetterOrDigit);

    private static string CookieName(string state) =>
        "yudai_nonce_" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 9));
}
