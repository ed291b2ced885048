using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Swashbuckle.AspNetCore.ReDoc;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// <c>/docs</c> and <c>/redoc</c>: the OpenAPI document for people. The scripts come from pinned packages, never from
/// another host. The pages are our own, because those of the packages redirect and name other hosts.
/// </summary>
internal static class DocumentationPages
{
    private const string Docs = "docs",
        ReDoc = "redoc",
        Document = "openapi/v1.json";

    // The URL is relative, so that it works behind a prefix.
    private const string Start = $$"""
        SwaggerUIBundle({
          url: '{{Document}}',
          dom_id: '#swagger-ui',
          presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
          layout: 'StandaloneLayout',
          validatorUrl: null
        });
        """;

    // Both pages write style attributes; ReDoc searches in a worker.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the files of the pages. Requests with an endpoint, such as the pages, pass through.</summary>
    public static void UseDocumentationPages(this WebApplication app) =>
        app.UseWhen(
            context => context.GetEndpoint() is null,
            files =>
            {
                files.UseSwaggerUI(docs => docs.RoutePrefix = Docs);
                files.UseReDoc(redoc =>
                {
                    redoc.RoutePrefix = ReDoc;
                    redoc.SpecUrl(Document);
                });
            }
        );

    public static void MapDocumentationPages(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet($"/{Docs}", (HttpContext context) => Page(
                    context,
                    Docs,
                    """
                    <link rel="stylesheet" href="docs/swagger-ui.css">
                    <link rel="stylesheet" href="docs/index.css">
                    <div id="swagger-ui"></div>
                    <script src="docs/swagger-ui-bundle.js"></script>
                    <script src="docs/swagger-ui-standalone-preset.js"></script>
                    <script src="docs/start.js"></script>
                    """
                ))
            .ExcludeFromDescription();
        routes
            .MapGet($"/{Docs}/start.js", () => TypedResults.Text(Start, "text/javascript", Encoding.UTF8))
            .ExcludeFromDescription();
        routes.MapGet($"/{ReDoc}/redoc.standalone.js", ReDocBundle.Send).ExcludeFromDescription();
        routes
            .MapGet($"/{ReDoc}", (HttpContext context) => Page(
                    context,
                    ReDoc,
                    """
                    <link rel="stylesheet" href="redoc/index.css">
                    <div id="redoc-container"></div>
                    <script type="module" src="redoc/index.js"></script>
                    """
                ))
            .ExcludeFromDescription();
    }

    private static ContentHttpResult Page(HttpContext context, string name, string content)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Text(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>YudaiV3 – {name}</title>
            <link rel="icon" href="page/icon.svg" type="image/svg+xml">
            {content}
            </html>
            """,
            "text/html",
            Encoding.UTF8
        );
    }
}
