using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// A method of a route, as the Api's own description of itself has it: a new route is tested without a word about it
/// here.
/// </summary>
internal sealed partial record ApiRoute(string Method, string Pattern, bool NeedsBearer)
{
    public bool IsSocket => Pattern.EndsWith("/ws", StringComparison.Ordinal);

    public bool HasIds => Pattern.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";

    public static async Task<IReadOnlyList<ApiRoute>> All(HttpClient client)
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
            ),
        ];
    }

    /// <summary>The path with these ids in it, by the names of its parameters.</summary>
    public string Path(IReadOnlyDictionary<string, string> ids) =>
        Parameter()
            .Replace(Pattern, match =>
                ids.TryGetValue(match.Groups[1].Value, out var id)
                    ? Uri.EscapeDataString(id)
                    : throw new InvalidOperationException(
                        $"What is {match.Value} in {Pattern}? Name one of the owner's, and one that is nobody's."
                    )
            );

    [GeneratedRegex(@"\{([^}:]+)[^}]*\}")]
    private static partial Regex Parameter();
}
