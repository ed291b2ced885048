using System.Globalization;
using System.Text;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Writes a graph as a Mermaid flowchart within Mermaid's default limits. Folds a larger graph until it fits.
/// </summary>
internal static class Mermaid
{
    /// <summary>Mermaid's <c>maxEdges</c>.</summary>
    public const int MaxEdges = 500;

    /// <summary>Mermaid's <c>maxTextSize</c>, in UTF-16 characters.</summary>
    public const int MaxTextLength = 50_000;

    private const int MaxLabelLength = 80;

    public static string Render(RepositoryGraph graph)
    {
        for (var cells = MaxEdges; ; cells = cells * 3 / 4)
        {
            var diagram = DiagramBuilder.Build(graph, cells);
            if (diagram.Links.Count <= MaxEdges && Text(diagram) is { Length: <= MaxTextLength } text)
                return text;
        }
    }

    private static string Text(Diagram diagram)
    {
        var text = new StringBuilder("flowchart LR\n");
        if (diagram.Cells.Count == 0)
            text.Append("  none[\"no files\"]\n");
        foreach (var (number, cell) in diagram.Cells.Index())
            text.Append(
                CultureInfo.InvariantCulture,
                $"  n{number}{Shape(cell, Label(cell))}{(cell.InCycle ? ":::cycle" : "")}\n"
            );
        foreach (var link in diagram.Links)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  n{link.From} {(link.Kind is EdgeKind.Type or EdgeKind.Dynamic ? "-.->" : "-->")} n{link.To}\n"
            );
        if (diagram.Cells.Any(cell => cell.InCycle))
            text.Append("  classDef cycle stroke:#d1242f,stroke-width:2px\n");
        var cycleLinks = diagram.Links.Index().Where(link => link.Item.InCycle).Select(link => link.Index).ToList();
        if (cycleLinks.Count > 0)
            text.Append("  linkStyle ").AppendJoin(',', cycleLinks).Append(" stroke:#d1242f\n");
        return text.ToString();
    }

    private static string Shape(Cell cell, string label) =>
        cell.Kind == NodeKind.File ? $"[\"{label}\"]" : $"[[\"{label}\"]]";

    private static string Label(Cell cell)
    {
        var name = Labels.Short(Labels.Visible(Labels.Describe(cell)), MaxLabelLength);
        return Escaped(Labels.Count(cell) is { Length: > 0 } count ? $"{name} ({count})" : name);
    }

    // Mermaid reads labels as Markdown and HTML, and writes entities as #35; where HTML has &#35;.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (
                char.IsLetterOrDigit(letter)
                || letter is ' ' or '.' or '/' or '-' or '(' or ')' or ',' or '…' or '_'
                || char.IsSurrogate(letter)
            )
                escaped.Append(letter);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)letter};");
        return escaped.ToString();
    }
}
