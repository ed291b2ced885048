using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Documentation;

/// <summary><c>/openapi/v1.json</c>: what every route takes and answers, for people and tools.</summary>
internal static class DocumentationEndpoints
{
    private const string Json = "application/json";
    private const string Scheme = "bearer";

    public static void AddDocumentation(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Describe);
    });

    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapReaders();
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = "YudaiV3", Version = "v1", Description = "From a conversation about a repository to the right GitHub issue. Every error is a problem document (RFC 9457)." };
        document.Servers = [new() { Url = "/" }, new() { Url = "/api" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" };
        return Task.CompletedTask;
    }

    /// <summary>Adds what the framework does not see: bodies that are read here, ids that are taken from the raw path, the need of a bearer, the shape of errors.</summary>
    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<JsonBodyMetadata>().LastOrDefault() is { } body)
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken) } },
            };
        AddPathParameters(operation, context.Description.RelativePath ?? "");
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "A problem; its detail is meant for people.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
        });
        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
    }

    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var segment in path.Split('/').Where(segment => segment is ['{', .., '}']))
            if (operation.Parameters.All(parameter => parameter.Name != segment[1..^1]))
                operation.Parameters.Add(new OpenApiParameter { Name = segment[1..^1], In = ParameterLocation.Path, Required = true, Schema = Text() });
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text(),
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() } },
        },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
