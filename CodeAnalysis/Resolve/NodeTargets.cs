using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The maps of <c>exports</c> and <c>imports</c>: exact keys, then the pattern with the longest beginning; conditions
/// in the map's own order.
/// </summary>
internal static class NodeTargets
{
    /// <summary>About how many steps it takes to look at every member.</summary>
    public static int Cost(JsonElement? map) =>
        map is { ValueKind: JsonValueKind.Object } members ? 20 * members.GetPropertyCount() : 1;

    public static List<string> Find(
        JsonElement? map,
        string key,
        ReadOnlySpan<string> conditions,
        ResolutionBudget budget
    )
    {
        budget.Spend(Cost(map));
        var best = map.Members()
            .Select(member =>
                (
                    member.Value,
                    Match: NodePattern.Match(member.Name.EndsWith('/') ? $"{member.Name}*" : member.Name, key)
                )
            )
            .Where(member => member.Match is not null)
            .OrderByDescending(member => member.Match!.Value.Length)
            .FirstOrDefault();
        return best.Match is { } match ? List(best.Value, match.Star, conditions, budget) : [];
    }

    /// <summary>The targets that hold under <paramref name="conditions"/>, to be tried in order.</summary>
    public static List<string> List(
        JsonElement target,
        string? star,
        ReadOnlySpan<string> conditions,
        ResolutionBudget budget
    )
    {
        budget.Spend(20);
        switch (target.ValueKind)
        {
            case JsonValueKind.String:
                var path = target.GetString() ?? "";
                budget.Spend(path.Length);
                return star is null ? [path]
                    : path.EndsWith('/') ? [path + star]
                    : NodePattern.Fill(path, star) is { } filled ? [filled]
                    : [];
            case JsonValueKind.Array:
                var all = new List<string>();
                foreach (var item in target.EnumerateArray())
                    all.AddRange(List(item, star, conditions, budget));
                return all;
            case JsonValueKind.Object:
                foreach (var member in target.EnumerateObject())
                    if (
                        conditions.Contains(member.Name)
                        && List(member.Value, star, conditions, budget) is { Count: > 0 } found
                    )
                        return found;
                return [];
            default:
                return [];
        }
    }
}
