using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace YudaiV3.Api.Documentation;

/// <summary>Registers the OpenAPI document: every route with its parameters, bodies and responses.</summary>
internal static class DocumentationServiceCollectionExtensions
{
    public const string Scheme = "bearer";

    public static void AddDocumentation(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(OperationDescriber.Add);
        });

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
                "From a conversation about a repository to the right GitHub issue. "
                + "Every error is a problem document (RFC 9457).",
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
            path.Operations?.Remove(HttpMethod.Head); // The same as GET, without a body.
        return Task.CompletedTask;
    }
}
