using Microsoft.Net.Http.Headers;

namespace YudaiV3.Api.Web;

/// <summary>Distinguishes a browser that shows pages from a client that reads JSON.</summary>
internal static class AcceptHeader
{
    /// <summary>
    /// True only when the header names HTML, and does not prefer JSON by quality or order. <c>*/*</c> means JSON.
    /// </summary>
    public static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = accepted.FirstOrDefault(type =>
            type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        );
        var json = accepted.FirstOrDefault(type =>
            type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        );
        return html is not null
            && Quality(html) > 0
            && (
                json is null
                || Quality(html) > Quality(json)
                || Quality(html) == Quality(json) && accepted.IndexOf(html) < accepted.IndexOf(json)
            );
    }

    private static double Quality(MediaTypeHeaderValue type) => type.Quality ?? 1;
}
