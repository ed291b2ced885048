namespace YudaiV3.Api.Documentation;

/// <summary>
/// <c>/openapi/v1.json</c> and the pages that show it. <c>docs/openapi.json</c> is a copy, and a test compares the two.
/// </summary>
internal static class DocumentationEndpoints
{
    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapDocumentationPages();
    }
}
