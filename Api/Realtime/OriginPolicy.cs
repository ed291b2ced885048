using YudaiV3.Api.Web;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Decides which web pages may open a WebSocket: those of the CORS origins and of the Api itself. A client that sends
/// no origin is not a browser and is allowed.
/// </summary>
internal sealed class OriginPolicy(CorsOrigins allowed)
{
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0 || origin is [{ } single] && (IsOwn(single, request) || allowed.Allows(single));
    }

    /// <summary>The scheme may differ, because a proxy may terminate TLS.</summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is ("http" or "https")
        && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
