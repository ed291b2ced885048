using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// The error responses of the OpenAPI document: each status is described once, and routes refer to it.
/// </summary>
internal static class ErrorResponses
{
    private const string Schema = "Problem",
        Media = "application/problem+json";

    private static readonly int[] Statuses = [400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 502, 503, 504];

    public static void Describe(OpenApiDocument document)
    {
        document.AddComponent(Schema, ProblemSchema());
        foreach (var status in Statuses)
            document.AddComponent(
                Name(status),
                new OpenApiResponse
                {
                    Description = DescriptionOf(status),
                    Headers = Headers(status),
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [Media] = new()
                        {
                            Schema = new OpenApiSchemaReference(Schema, document),
                            Example = Example(status),
                        },
                    },
                }
            );
    }

    /// <summary>Adds the errors that follow from a route: its authorization, body, path and query.</summary>
    public static void AddTo(
        OpenApiOperation operation,
        IList<object> metadata,
        string path,
        RouteDescription route,
        OpenApiDocument document
    )
    {
        var statuses = new SortedSet<int>(route.Errors);
        if (metadata.OfType<IAuthorizeData>().Any())
            statuses.UnionWith([401, 503]);
        if (operation.RequestBody is not null)
            statuses.UnionWith([400, 413, 415, 422]);
        if (route.Query.Any(one => one.Required || one.Type != "string" || one.Enum.Length > 0))
            statuses.Add(422);
        if (path.Contains('{', StringComparison.Ordinal))
            statuses.Add(404);
        if (path.StartsWith("/github", StringComparison.Ordinal))
            statuses.UnionWith([404, 422, 429, 502, 504]);
        foreach (var status in statuses)
            operation.Responses![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] =
                new OpenApiResponseReference(Name(status), document);
    }

    private static string Name(int status) => $"Problem{status}";

    private static string DescriptionOf(int status) =>
        status switch
        {
            400 => "The body is not JSON, or the request cannot be understood.",
            401 => "No or bad credentials, or GitHub must be connected again.",
            403 => "The caller is known, but not allowed to do this.",
            404 => "It does not exist, or is not the caller's.",
            409 => "It conflicts with the current state.",
            410 => "GitHub has removed it.",
            413 => "The body is too large.",
            415 => "The content type of the body is not JSON.",
            422 => "A value is missing, of the wrong type, or out of range; errors names the fields.",
            429 => "Too many requests; Retry-After says when to try again.",
            502 => "GitHub or the model failed, or sent an invalid answer.",
            503 => "Not ready; try again in a moment.",
            _ => "It took too long; it may still be done.",
        };

    private static Dictionary<string, IOpenApiHeader>? Headers(int status) =>
        status switch
        {
            401 => new()
            {
                ["WWW-Authenticate"] = new OpenApiHeader
                {
                    Description = "How to sign in.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
            429 or 503 => new()
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                },
            },
            _ => null,
        };

    private static JsonObject Example(int status)
    {
        var problem = Problem
            .Create(
                status,
                errors: status == 422
                    ? new Dictionary<string, string[]> { ["title"] = ["This field is required."] }
                    : null
            )
            .ProblemDetails;
        var example = new JsonObject
        {
            ["title"] = problem.Title ?? Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = problem.Detail,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (status == 422)
            example["errors"] = new JsonObject { ["title"] = new JsonArray("This field is required.") };
        return example;
    }

    private static OpenApiSchema ProblemSchema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A problem document (RFC 9457). Its detail is a text for people.",
            Required = new HashSet<string> { "title", "status", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("A link to what the status means."),
                ["title"] = Text("The status in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text("What went wrong, for people."),
                ["traceId"] = Text("The id of this request in the server's logs and traces."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "By field.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        };

    private static OpenApiSchema Text(string about) => new() { Type = JsonSchemaType.String, Description = about };
}
