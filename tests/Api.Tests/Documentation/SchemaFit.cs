using System.Text.Json;
using System.Text.Json.Nodes;

namespace YudaiV3.Api.Tests.Documentation;

/// <summary>Compares an example with its schema: types, names, what must be there, what may be said.</summary>
internal static class SchemaFit
{
    /// <summary>
    /// Where an object may have names that its schema does not know, the schema says <c>additionalProperties</c>, or
    /// the whole document is open to them.
    /// </summary>
    public static void Compare(
        JsonNode document,
        JsonNode schema,
        JsonNode? example,
        string where,
        List<string> misfits
    )
    {
        schema = Resolved(document, schema, where, misfits);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray any)
        {
            var tries = any.Select(one =>
                {
                    var found = new List<string>();
                    Compare(document, one!, example, where, found);
                    return found;
                })
                .ToList();
            if (tries.All(found => found.Count > 0))
                misfits.AddRange(tries.MinBy(found => found.Count)!);
            return;
        }
        foreach (var part in schema["allOf"]?.AsArray() ?? [])
            Compare(document, part!, example, where, misfits);
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, example))
            misfits.Add($"{where}: {example?.ToJsonString() ?? "null"} is not {only.ToJsonString()}");
        if (schema["enum"] is JsonArray values && !values.Any(value => JsonNode.DeepEquals(value, example)))
            misfits.Add($"{where}: {example?.ToJsonString() ?? "null"} is none of {values.ToJsonString()}");
        if (schema["type"] is { } type && !Types(type).Any(one => Is(one, example)))
            misfits.Add($"{where}: {example?.ToJsonString() ?? "null"} is no {type.ToJsonString()}");
        if (example is JsonArray items && schema["items"] is { } inner)
            foreach (var (at, item) in items.Index())
                Compare(document, inner, item, $"{where}[{at}]", misfits);
        if (example is JsonObject fields)
            CompareFields(document, schema, fields, where, misfits);
    }

    private static void CompareFields(
        JsonNode document,
        JsonNode schema,
        JsonObject fields,
        string where,
        List<string> misfits
    )
    {
        foreach (var needed in schema["required"]?.AsArray() ?? [])
            if (!fields.ContainsKey((string)needed!))
                misfits.Add($"{where}: {needed} is missing");
        if (schema["properties"] is not JsonObject known)
            return;
        foreach (var (name, value) in fields)
            if (known[name] is { } property)
                Compare(document, property, value, $"{where}.{name}", misfits);
            else if (schema["additionalProperties"] is null && document["openapi"] is not null)
                misfits.Add($"{where}: the schema has no {name}");
    }

    private static JsonNode Resolved(JsonNode document, JsonNode schema, string where, List<string> misfits)
    {
        if ((string?)schema["$ref"] is not { } reference)
            return schema;
        var found = reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (at, step) => at?[step]);
        if (found is null)
            misfits.Add($"{where}: {reference} leads nowhere");
        return found ?? new JsonObject();
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!];

    private static bool Is(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {

            ("null", JsonValueKind.Null)
            or
            ("string", JsonValueKind.String)
            or
            ("array", JsonValueKind.Array)
            or
            ("object", JsonValueKind.Object)
            or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => value!.GetValue<double>() % 1 == 0,
            _ => false,
        };
}
