using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace YudaiV3.Issues;

/// <summary>
/// An issue template of a repository: its text, labels and assignees. The formats are those of GitHub: Markdown with
/// front matter, or a form in YAML. Pure.
/// </summary>
internal sealed record IssueTemplate(string Body, ImmutableArray<string> Labels, ImmutableArray<string> Assignees)
{
    private const int MaxTextLength = 20_000,
        MaxNames = 10;

    /// <summary>Null if the template has no text.</summary>
    public static IssueTemplate? Parse(string fileName, string text)
    {
        text = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Trim();
        text = text.Length <= MaxTextLength ? text : text[..MaxTextLength];
        var template = IsForm(fileName) ? Form(Yaml(text)) : Markdown(text);
        return template.Body.Length == 0 ? null : template;
    }

    public static bool IsForm(string fileName) =>
        fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private static IssueTemplate Markdown(string text)
    {
        const string delimiter = "---\n";
        var end = text.StartsWith(delimiter, StringComparison.Ordinal)
            ? $"{text}\n".IndexOf("\n" + delimiter, delimiter.Length - 1, StringComparison.Ordinal)
            : -1;
        if (end < 0)
            return new(text, [], []);
        var frontMatter = Yaml(text[delimiter.Length..(end + 1)]);
        return new(
            text[Math.Min(end + 1 + delimiter.Length, text.Length)..].Trim(),
            Names(frontMatter, "labels"),
            Names(frontMatter, "assignees")
        );
    }

    /// <summary>The body has a heading for each question.</summary>
    private static IssueTemplate Form(YamlMappingNode? form)
    {
        var body = new StringBuilder();
        foreach (var field in (Child(form, "body") as YamlSequenceNode)?.Children.OfType<YamlMappingNode>() ?? [])
            if (Child(Child(field, "attributes"), "label") is YamlScalarNode { Value: { Length: > 0 } label })
                body.Append("### ").Append(label.Trim()).Append("\n\n");
        return new(body.ToString().Trim(), Names(form, "labels"), Names(form, "assignees"));
    }

    /// <summary>Accepts a list or names separated by commas.</summary>
    private static ImmutableArray<string> Names(YamlNode? node, string key) =>
        [
            .. (
                Child(node, key) switch
                {
                    YamlScalarNode { Value: { } text } => text.Split(','),
                    YamlSequenceNode list => list.Children.OfType<YamlScalarNode>().Select(name => name.Value ?? ""),
                    _ => [],
                }
            )
                .Select(name => name.Trim())
                .Where(name => name.Length is > 0 and <= 100)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MaxNames),
        ];

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static YamlMappingNode? Yaml(string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [var first, ..] ? first.RootNode as YamlMappingNode : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }
}
