using System.Text;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Writes a whole graph in the DOT language of Graphviz.</summary>
internal static class Dot
{
    public static string Render(RepositoryGraph graph)
    {
        var diagram = DiagramBuilder.Build(graph, int.MaxValue);
        var text = new StringBuilder(
            "digraph dependencies {\n  rankdir=LR;\n"
                + "  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=10];\n"
                + "  edge [color=\"#6e7781\"];\n"
        );
        foreach (var cell in diagram.Cells)
            text.Append("  ")
                .Append(Quoted(cell.Path))
                .Append(" [label=")
                .Append(Label(cell))
                .Append(cell.Kind == NodeKind.Folder ? ", shape=folder" : "")
                .Append(cell.InCycle ? ", color=\"#d1242f\"" : "")
                .Append("];\n");
        foreach (var link in diagram.Links)
        {
            text.Append("  ")
                .Append(Quoted(diagram.Cells[link.From].Path))
                .Append(" -> ")
                .Append(Quoted(diagram.Cells[link.To].Path));
            var style = link.Kind switch
            {
                EdgeKind.Type => "style=dotted",
                EdgeKind.Dynamic => "style=dashed",
                _ => null,
            };
            var color = link.InCycle ? "color=\"#d1242f\"" : null;
            if (style is not null || color is not null)
                text.Append(" [").AppendJoin(", ", ((string?[])[style, color]).OfType<string>()).Append(']');
            text.Append(";\n");
        }
        return text.Append("}\n").ToString();
    }

    // In an id only the quote is special, but a backslash before it would escape it. In a label every backslash is.
    private static string Quoted(string text) => $"\"{Escaped(text)}\"";

    private static string Label(Cell cell)
    {
        var count = Labels.Count(cell);
        return $"\"{Escaped(Labels.Visible(Labels.Describe(cell)))}{(count.Length > 0 ? $"\\n{count}" : "")}\"";
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
