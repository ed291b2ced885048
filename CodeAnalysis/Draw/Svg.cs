using System.Globalization;
using System.Text;
using System.Xml;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Draws a graph as SVG: dependents on the left, dependencies on the right, cycles in red. Folds a graph that is too
/// large to read. The SVG contains no scripts and no references.
/// </summary>
internal static class Svg
{
    /// <summary>What is still readable at the width of a page.</summary>
    public const int MaxCells = 40,
        MaxLinks = 110;

    private const int MinCells = 16,
        MaxWidth = 2_400;

    /// <param name="graph">The graph to draw.</param>
    /// <param name="name">The repository's name.</param>
    public static string Render(RepositoryGraph graph, string name)
    {
        var diagram = DiagramBuilder.Build(graph, MaxCells);
        // A graph that needs no folding is drawn as it is. A folded graph is folded further until its arrows are
        // distinguishable.
        var drawing = new SvgLayout(diagram);
        for (
            var cells = MaxCells - 4;
            diagram.IsFolded && (diagram.Links.Count > MaxLinks || drawing.Width > MaxWidth) && cells >= MinCells;
            cells -= 4
        )
        {
            diagram = DiagramBuilder.Build(graph, cells);
            drawing = new SvgLayout(diagram);
        }
        return Render(diagram, drawing, graph, Labels.Visible(name));
    }

    private static string Render(Diagram diagram, SvgLayout drawing, RepositoryGraph graph, string name)
    {
        var text = new StringBuilder();
        using (
            var xml = XmlWriter.Create(
                text,
                new()
                {
                    OmitXmlDeclaration = true,
                    Indent = true,
                    IndentChars = " ",
                }
            )
        )
        {
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            xml.Attributes(
                ("viewBox", FormattableString.Invariant($"0 0 {drawing.Width:0} {drawing.Height:0}")),
                ("width", drawing.Width),
                ("height", drawing.Height),
                ("role", "img"),
                ("aria-labelledby", "graph-title graph-description"),
                ("class", "dependencies")
            );
            xml.Text("title", $"Dependencies in {name}", ("id", "graph-title"));
            xml.Text("desc", Description(diagram), ("id", "graph-description"));
            xml.Text("style", SvgStyle.Text);
            xml.WriteRaw(SvgStyle.Markers);
            xml.Element("rect", ("class", "paper"), ("width", drawing.Width), ("height", drawing.Height), ("rx", 8));
            xml.Text("text", Labels.Short(name, 60), ("class", "heading"), ("x", SvgLayout.Margin), ("y", 30));
            xml.Text("text", Summary(diagram, graph), ("class", "note"), ("x", SvgLayout.Margin), ("y", 48));
            foreach (var link in diagram.Links.Index().OrderBy(link => link.Item.InCycle))
                SvgShapes.Arrow(xml, drawing, diagram, link.Index);
            foreach (var number in Enumerable.Range(0, diagram.Cells.Count))
                SvgShapes.Box(xml, drawing, diagram, number);
            SvgShapes.Legend(xml, drawing, diagram);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static string Summary(Diagram diagram, RepositoryGraph graph)
    {
        var unit = graph.Level == GraphLevel.File ? "file" : "folder";
        var edges = diagram.Links.Count;
        var parts = new List<string>
        {
            Many(diagram.Files, unit) + (diagram.IsFolded ? $" as {Many(diagram.Cells.Count, "box")}" : ""),
            Many(edges, "arrow"),
        };
        if (diagram.Links.Any(link => link.InCycle))
            parts.Add("cycles in red");
        if (diagram.Unlinked > 0)
            parts.Add($"{Many(diagram.Unlinked, unit)} without dependencies not drawn");
        return string.Join(" · ", parts);
    }

    private static string Description(Diagram diagram)
    {
        var mostDependedOn = diagram
            .Links.CountBy(link => link.To)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key)
            .Take(5)
            .ToList();
        var summary =
            $"{Many(diagram.Cells.Count, "box")} and {Many(diagram.Links.Count, "arrow")}; "
            + "an arrow leads from what depends to what it depends on.";
        if (mostDependedOn.Count == 0)
            return summary;
        var names = mostDependedOn.Select(count => Labels.Short(Labels.VisibleName(diagram.Cells[count.Key]), 80));
        return $"{summary} Most depended on: {string.Join(", ", names)}.";
    }

    public static string Many(int count, string noun)
    {
        var ending =
            count == 1 ? ""
            : noun.EndsWith('x') ? "es"
            : "s";
        return $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{ending}";
    }
}
