using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// <c>/openapi/v1.json</c>: what every route takes and answers, for people and tools. <c>docs/openapi.json</c> is the
/// same, and a test compares them.
/// </summary>
internal static class DocumentationEndpoints
{
    public const string Scheme = "bearer";

    public static void AddDocumentation(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(OperationDescriber.Add);
        });

    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapDocumentationPages();
    }

    private static Task Describe(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new()
        {
            Title = "YudaiV3",
            Version = "v1",
            Description =
                "From a conversation about a repository to the right GitHub issue. Every error is a problem document (RFC 9457).",
        };
        document.Servers = [new() { Url = "/" }, new() { Url = "/api" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            BearerFormat = "JWT",
            Description = "The JWT that signing in gave.",
        };
        ErrorResponses.Describe(document);
        foreach (var path in document.Paths.Values)
            path.Operations?.Remove(HttpMethod.Head); // as GET, without a body
        return Task.CompletedTask;
    }
}
