using System.Text.Json;
using System.Text.Json.Nodes;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// The part of a route's description that its code does not show, from <c>routes.json</c>: the query, examples of the
/// body and the response, its own errors, and required fields. A test compares it with the routes and the schemas.
/// </summary>
internal sealed record RouteDescription
{
    private static readonly Lazy<IReadOnlyDictionary<string, RouteDescription>> All = new(Load);

    public string? About { get; init; }
    public QueryParameterDescription[] Query { get; init; } = [];
    public JsonNode? Body { get; init; }

    /// <summary>Whether the body is optional.</summary>
    public bool Optional { get; init; }
    public string[] Required { get; init; } = [];
    public Dictionary<string, string[]> Enums { get; init; } = [];
    public Dictionary<string, string> Fields { get; init; } = [];
    public JsonNode? Response { get; init; }

    /// <summary>Responses other than 200, by status.</summary>
    public Dictionary<string, string> Responses { get; init; } = [];
    public int[] Errors { get; init; } = [];

    /// <param name="path">The path as in the document, without constraints.</param>
    public static RouteDescription? Find(string method, string path) => All.Value.GetValueOrDefault($"{method} {path}");

    private static Dictionary<string, RouteDescription> Load()
    {
        using var text = typeof(RouteDescription).Assembly.GetManifestResourceStream("routes.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, RouteDescription>>(text, JsonSerializerOptions.Web)!;
    }
}

/// <summary>A parameter of a query.</summary>
internal sealed record QueryParameterDescription
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string About { get; init; }
    public bool Required { get; init; }
    public string[] Enum { get; init; } = [];
    public JsonNode? Default { get; init; }
    public long? Minimum { get; init; }
    public long? Maximum { get; init; }
}
