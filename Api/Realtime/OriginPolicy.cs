using YudaiV3.Api.Web;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// The pages that may open a WebSocket: those that may call the Api at all, and the Api's own. What sends no origin is
/// no browser.
/// </summary>
internal sealed class OriginPolicy(CorsOrigins others)
{
    public bool Allow(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0 || origin is [{ } one] && (IsOwn(one, request) || others.Allows(one));
    }

    /// <summary>The scheme may be another: a proxy may have ended TLS.</summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is ("http" or "https")
        && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
