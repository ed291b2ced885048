using System.Text.Json;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>A <c>package.json</c> and its folder.</summary>
internal sealed record NodePackage(string Folder, JsonElement? Manifest)
{
    public string? Name { get; } = Manifest.Member("name").Text();

    /// <summary>The entries that an import of a folder tries, in this order.</summary>
    public IEnumerable<string> TypesThenMain => Texts("types", "typings", "main");

    public IEnumerable<string> MainThenTypes => Texts("main", "types", "typings");

    public bool HasExports => Manifest.Member("exports") is { ValueKind: not JsonValueKind.Null };

    /// <summary>
    /// The file that <c>exports</c> names for a subpath (<c>.</c> or <c>./…</c>), relative to the package.
    /// </summary>
    public IEnumerable<string> Export(string subpath, ReadOnlySpan<string> conditions, ResolutionBudget budget)
    {
        var exports = Manifest.Member("exports");
        budget.Spend(NodeTargets.Cost(exports));
        return exports.Members().Any(member => member.Name.StartsWith('.'))
                ? NodeTargets.Find(exports, subpath, conditions, budget)
            : subpath == "." && exports is { } only ? NodeTargets.List(only, null, conditions, budget)
            : [];
    }

    /// <summary>What <c>imports</c> names for <c>#…</c>.</summary>
    public IEnumerable<string> Import(string name, ReadOnlySpan<string> conditions, ResolutionBudget budget) =>
        NodeTargets.Find(Manifest.Member("imports"), name, conditions, budget);

    private IEnumerable<string> Texts(params string[] names) =>
        names.Select(name => Manifest.Member(name).Text()).OfType<string>();
}
