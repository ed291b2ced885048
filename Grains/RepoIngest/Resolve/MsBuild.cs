using System.Xml;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>An element of a project file that matters here: an item, an import or a property.</summary>
internal sealed record MsBuildElement(string Name, IReadOnlyDictionary<string, string> Attributes, string Text)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

/// <summary>Project files of MSBuild, read as a list of elements. Conditions are taken to hold.</summary>
internal static class MsBuild
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <summary>The elements in their order; none of them where the file is no XML.</summary>
    public static IReadOnlyList<MsBuildElement> Read(string text)
    {
        var elements = new List<MsBuildElement>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Strict);
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element)
                {
                    var (name, attributes) = (reader.LocalName, new Dictionary<string, string>());
                    while (reader.MoveToNextAttribute())
                        attributes[reader.LocalName] = reader.Value;
                    elements.Add(new(name, attributes, ""));
                }
                else if (reader.NodeType == XmlNodeType.Text && elements.Count > 0)
                    elements[^1] = elements[^1] with { Text = reader.Value.Trim() };
        }
        catch (XmlException)
        {
            return [];
        }
        return elements;
    }
}
