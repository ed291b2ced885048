using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// An operation of the Api's OpenAPI document. A new route is therefore tested without a change here.
/// </summary>
internal sealed partial record ApiRoute(string Method, string Pattern, bool NeedsBearer)
{
    /// <summary>Values that the queries of routes need, by name. They lead to the owner's own text.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["path"] = "README.md",
        ["q"] = SecurityFixture.PrivateText[..^5], // only a part, because a response repeats the query
    };

    /// <summary>The names of the query's required parameters.</summary>
    public IReadOnlyList<string> Query { get; private init; } = [];

    public bool IsSocket => Pattern.EndsWith("/ws", StringComparison.Ordinal);

    public bool HasIds => Pattern.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";

    public static async Task<IReadOnlyList<ApiRoute>> GetAll(HttpClient client)
    {
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where
                operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _)
            select new ApiRoute(
                operation.Name.ToUpperInvariant(),
                path.Name,
                operation.Value.TryGetProperty("security", out _)
            )
            {
                Query = RequiredQuery(operation.Value),
            },
        ];
    }

    /// <summary>The path with these ids, by the names of its parameters.</summary>
    public string Path(IReadOnlyDictionary<string, string> ids) =>
        Parameter()
            .Replace(Pattern, match =>
                ids.TryGetValue(match.Groups[1].Value, out var id)
                    ? Uri.EscapeDataString(id)
                    : throw new InvalidOperationException(
                        $"There is no id for {match.Value} in {Pattern}: add one to the ids of the fixture."
                    )
            )
        + string.Concat(
            Query
                .Where(Values.ContainsKey)
                .Select((name, at) => $"{(at == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(Values[name])}")
        );

    private static string[] RequiredQuery(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ?
            [
                .. parameters
                    .EnumerateArray()
                    .Where(parameter =>
                        parameter.TryGetProperty("in", out var place)
                        && place.GetString() == "query"
                        && parameter.TryGetProperty("required", out var required)
                        && required.GetBoolean()
                    )
                    .Select(parameter => parameter.GetProperty("name").GetString()!),
            ]
            : [];

    [GeneratedRegex(@"\{([^}:]+)[^}]*\}")]
    private static partial Regex Parameter();
}
