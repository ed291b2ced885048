using System.Xml;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// An element of a project file that matters here: an item, an import or a property, with the conditions that it and
/// what is around it stand under.
/// </summary>
internal sealed record MsBuildElement(
    string Name,
    IReadOnlyDictionary<string, string> Attributes,
    bool IsProperty,
    IReadOnlyList<string> Conditions
)
{
    public string Text { get; set; } = "";

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

/// <summary>
/// Project files of MSBuild, read as a list of elements. What a target does while it runs is left out.
/// </summary>
internal sealed class MsBuild
{
    // Beyond what people and tools write; each bounds what a file may cost.
    private const int MaxLength = 2_000_000,
        MaxDepth = 100,
        MaxElements = 50_000;

    private static readonly Dictionary<string, string> NoAttributes = [];
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
    };

    private readonly List<MsBuildElement> _elements = [];
    private readonly Stack<Open> _around = new();
    private MsBuildElement? _last;

    /// <summary>The elements in their order; none of them where the file is no XML.</summary>
    /// <exception cref="ResolutionBudgetException">The file is larger or deeper than any project file.</exception>
    public static IReadOnlyList<MsBuildElement> Read(string text)
    {
        if (text.Length > MaxLength)
            throw new ResolutionBudgetException();
        var file = new MsBuild();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Strict);
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element)
                    file.Enter(reader);
                else if (reader.NodeType == XmlNodeType.EndElement)
                    file._around.TryPop(out _);
                else if (reader.NodeType == XmlNodeType.Text && file._last is { IsProperty: true } property)
                    property.Text = reader.Value.Trim();
        }
        catch (XmlException)
        {
            return [];
        }
        return file._elements;
    }

    private void Enter(XmlReader reader)
    {
        var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
        var attributes = Attributes(reader);
        _around.TryPeek(out var parent);
        var condition = parent is { Name: "Choose" }
            ? parent.Choose(name, attributes.GetValueOrDefault("Condition"))
            : attributes.GetValueOrDefault("Condition");
        var conditions = parent?.Conditions ?? [];
        if (condition is not null)
            conditions = [condition, .. conditions];
        var inTarget = name == "Target" || parent is { Name: "Target" };
        _last = inTarget ? null : new(name, attributes, parent is { Name: "PropertyGroup" }, conditions);
        if (_last is not null)
            _elements.Add(_last);
        if (_elements.Count > MaxElements || _around.Count > MaxDepth)
            throw new ResolutionBudgetException();
        if (!isEmpty)
            _around.Push(new(inTarget ? "Target" : name, conditions));
    }

    private static Dictionary<string, string> Attributes(XmlReader reader)
    {
        if (!reader.HasAttributes)
            return NoAttributes;
        var attributes = new Dictionary<string, string>();
        while (reader.MoveToNextAttribute())
            attributes[reader.LocalName] = reader.Value;
        return attributes;
    }

    /// <summary>An element that is still open, and all conditions that its content stands under.</summary>
    private sealed record Open(string Name, IReadOnlyList<string> Conditions)
    {
        private readonly List<string> _chosen = [];
        private string? _otherwise;

        /// <summary>The condition of a branch: the last one holds where none before it does.</summary>
        public string? Choose(string branch, string? condition)
        {
            if (branch == "Otherwise")
                return _otherwise ??= string.Join(" and ", _chosen.Select(other => $"!({other})"));
            if (condition is not null && _otherwise is null)
                _chosen.Add(condition);
            return condition;
        }
    }
}
