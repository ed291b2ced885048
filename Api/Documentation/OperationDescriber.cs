using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// Adds to an operation what the framework does not know: bodies and queries that our types read, ids from the raw
/// request, the bearer token, examples and errors.
/// </summary>
internal static class OperationDescriber
{
    private const string Json = "application/json";

    public static async Task Add(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = PathOf(context.Description.RelativePath ?? "");
        var route = RouteDescription.Find(context.Description.HttpMethod ?? "GET", path) ?? new RouteDescription();
        operation.Responses ??= [];
        if (route.About is not null)
            operation.Description = operation.Description is null
                ? route.About
                : $"{operation.Description} {route.About}";
        if (metadata.OfType<JsonRequestMetadata>().LastOrDefault() is { } body)
            operation.RequestBody = BodyOf(
                await Component(context, body.Type, schema => Describe(schema, route), cancellationToken),
                route
            );
        if (metadata.OfType<JsonResponseMetadata>().LastOrDefault() is { } response)
            Content(operation, "200")[Json] = new()
            {
                Schema = await Component(context, response.Type, _ => { }, cancellationToken),
            };
        AddParameters(operation, path, route);
        if (route.Response is { } example)
            (
                Content(operation, "200").TryGetValue(Json, out var media)
                    ? media
                    : Content(operation, "200")[Json] = new()
            ).Example = example.DeepClone();
        foreach (var (status, about) in route.Responses)
            operation.Responses[status] = new OpenApiResponse { Description = about };
        if (route.Response is null && route.Responses.Count > 0)
            operation.Responses.Remove("200");
        ErrorResponses.AddTo(operation, metadata, path, route, context.Document!);
        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security =
            [
                new()
                {
                    [
                        new OpenApiSecuritySchemeReference(
                            DocumentationServiceCollectionExtensions.Scheme,
                            context.Document
                        )
                    ] = [],
                },
            ];
    }

    /// <summary>The route without constraints and without a trailing slash.</summary>
    private static string PathOf(string template) =>
        "/"
        + string.Join(
            '/',
            template
                .Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Select(segment => segment is ['{', .., '}'] ? $"{{{segment[1..^1].Split(':')[0]}}}" : segment)
        );

    private static IDictionary<string, OpenApiMediaType> Content(OpenApiOperation operation, string status)
    {
        if (operation.Responses!.GetValueOrDefault(status) is not OpenApiResponse response)
            operation.Responses![status] = response = new OpenApiResponse { Description = "OK" };
        return response.Content ??= new Dictionary<string, OpenApiMediaType>();
    }

    /// <summary>
    /// The schema of a type that the framework does not know, as a component. A recursive type refers to itself.
    /// </summary>
    private static async Task<IOpenApiSchema> Component(
        OpenApiOperationTransformerContext context,
        Type type,
        Action<OpenApiSchema> finish,
        CancellationToken cancellationToken
    )
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
        {
            var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
            foreach (var own in type.GetProperties().Where(property => property.PropertyType.GetElementType() == type))
                if (schema.Properties?[JsonNamingPolicy.SnakeCaseLower.ConvertName(own.Name)] is OpenApiSchema list)
                    list.Items = new OpenApiSchemaReference(type.Name, document);
            finish(schema);
            document.AddComponent(type.Name, schema);
        }
        return new OpenApiSchemaReference(type.Name, document);
    }

    private static void Describe(OpenApiSchema schema, RouteDescription route)
    {
        schema.Required = route.Required.Length > 0 ? route.Required.ToHashSet() : null;
        foreach (var (name, values) in route.Enums)
            if (schema.Properties?[name] is OpenApiSchema property)
                property.Enum = [.. values.Select(value => (JsonNode)value)];
        foreach (var (name, about) in route.Fields)
            if (schema.Properties?[name] is OpenApiSchema property)
                property.Description = about;
    }

    private static OpenApiRequestBody BodyOf(IOpenApiSchema schema, RouteDescription route) =>
        new()
        {
            Required = !route.Optional,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = new() { Schema = schema, Example = route.Body?.DeepClone() },
            },
        };

    private static void AddParameters(OpenApiOperation operation, string path, RouteDescription route)
    {
        operation.Parameters ??= [];
        foreach (
            var name in path.Split('/').Where(segment => segment is ['{', .., '}']).Select(segment => segment[1..^1])
        )
            if (operation.Parameters.All(parameter => parameter.Name != name))
                operation.Parameters.Add(
                    new OpenApiParameter
                    {
                        Name = name,
                        In = ParameterLocation.Path,
                        Required = true,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    }
                );
        foreach (var query in route.Query)
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = query.Name,
                    In = ParameterLocation.Query,
                    Required = query.Required,
                    Description = query.About,
                    Schema = SchemaOf(query),
                }
            );
    }

    private static OpenApiSchema SchemaOf(QueryParameterDescription query) =>
        new()
        {
            Type = query.Type switch
            {
                "integer" => JsonSchemaType.Integer,
                "number" => JsonSchemaType.Number,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Enum = query.Enum.Length > 0 ? [.. query.Enum.Select(value => (JsonNode)value)] : null,
            Default = query.Default?.DeepClone(),
            Minimum = query.Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = query.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
