using System.Xml;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// An element of a project file that matters here: an item, an import or a property, with the conditions that it and
/// what is around it stand under.
/// </summary>
internal sealed record MsBuildElement(
    string Name,
    IReadOnlyDictionary<string, string> Attributes,
    string Text,
    bool IsProperty,
    IReadOnlyList<string> Conditions
)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

/// <summary>
/// Project files of MSBuild, read as a list of elements. What a target does while it runs is left out.
/// </summary>
internal static class MsBuild
{
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
    };

    /// <summary>The elements in their order; none of them where the file is no XML.</summary>
    public static IReadOnlyList<MsBuildElement> Read(string text)
    {
        var elements = new List<MsBuildElement>();
        var around = new Stack<(string Name, string? Condition, List<string> Chosen)>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Strict);
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element)
                    Open(reader, elements, around);
                else if (reader.NodeType == XmlNodeType.EndElement)
                    around.TryPop(out _);
                else if (reader.NodeType == XmlNodeType.Text && elements.Count > 0)
                    elements[^1] = elements[^1] with { Text = reader.Value.Trim() };
        }
        catch (XmlException)
        {
            return [];
        }
        return [.. elements.Where(element => element.Name.Length > 0)];
    }

    private static void Open(
        XmlReader reader,
        List<MsBuildElement> elements,
        Stack<(string Name, string? Condition, List<string> Chosen)> around
    )
    {
        var (name, isEmpty, attributes) = (reader.LocalName, reader.IsEmptyElement, new Dictionary<string, string>());
        while (reader.MoveToNextAttribute())
            attributes[reader.LocalName] = reader.Value;
        var condition = attributes.GetValueOrDefault("Condition");
        if (around.TryPeek(out var parent) && parent.Name == "Choose")
        {
            if (name == "Otherwise")
                condition = string.Join(" and ", parent.Chosen.Select(other => $"!({other})"));
            else if (condition is not null)
                parent.Chosen.Add(condition);
        }
        var inTarget = name == "Target" || parent.Name == "Target";
        elements.Add(
            new(
                inTarget ? "" : name,
                attributes,
                "",
                parent.Name == "PropertyGroup",
                [.. around.Select(outer => outer.Condition).Prepend(condition).OfType<string>()]
            )
        );
        if (!isEmpty)
            around.Push((inTarget ? "Target" : name, condition, []));
    }
}
