using System.Globalization;
using System.Text;
using System.Xml;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Draws a graph as an SVG picture: dependents left, what they depend on right, cycles in red; folded where it is too
/// much to be read. It runs nothing and loads nothing.
/// </summary>
internal static class Svg
{
    /// <summary>As much as still can be read at the width of a page.</summary>
    public const int MaxCells = 40,
        MaxLinks = 110;

    private const int MinCells = 16,
        MaxWidth = 2_400;

    /// <param name="graph">What is drawn.</param>
    /// <param name="name">The repository's name.</param>
    public static string Render(RepositoryGraph graph, string name)
    {
        var picture = PictureBuilder.Build(graph, MaxCells);
        // A graph that needs no folding is drawn as it is; a folded one may as well be folded to where its arrows can
        // be told apart.
        var drawing = new SvgLayout(picture);
        for (
            var cells = MaxCells - 4;
            picture.IsFolded && (picture.Links.Count > MaxLinks || drawing.Width > MaxWidth) && cells >= MinCells;
            cells -= 4
        )
        {
            picture = PictureBuilder.Build(graph, cells);
            drawing = new SvgLayout(picture);
        }
        return Render(picture, drawing, graph, Labels.Visible(name));
    }

    private static string Render(Picture picture, SvgLayout drawing, RepositoryGraph graph, string name)
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
            xml.Text("desc", Description(picture), ("id", "graph-description"));
            xml.Text("style", SvgStyle.Text);
            xml.WriteRaw(SvgStyle.Markers);
            xml.Element("rect", ("class", "paper"), ("width", drawing.Width), ("height", drawing.Height), ("rx", 8));
            xml.Text("text", Labels.Short(name, 60), ("class", "heading"), ("x", SvgLayout.Margin), ("y", 30));
            xml.Text("text", Summary(picture, graph), ("class", "note"), ("x", SvgLayout.Margin), ("y", 48));
            foreach (var link in picture.Links.Index().OrderBy(link => link.Item.InCycle))
                SvgParts.Arrow(xml, drawing, picture, link.Index);
            foreach (var number in Enumerable.Range(0, picture.Cells.Count))
                SvgParts.Box(xml, drawing, picture, number);
            SvgParts.Legend(xml, drawing, picture);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static string Summary(Picture picture, RepositoryGraph graph)
    {
        var unit = graph.Level == GraphLevel.File ? "file" : "folder";
        var edges = picture.Links.Count;
        var parts = new List<string>
        {
            Many(picture.Files, unit) + (picture.IsFolded ? $" as {Many(picture.Cells.Count, "box")}" : ""),
            Many(edges, "arrow"),
        };
        if (picture.Links.Any(link => link.InCycle))
            parts.Add("cycles in red");
        if (picture.Alone > 0)
            parts.Add($"{Many(picture.Alone, unit)} without dependencies not drawn");
        return string.Join(" · ", parts);
    }

    private static string Description(Picture picture)
    {
        var mostDependedOn = picture
            .Links.CountBy(link => link.To)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key)
            .Take(5)
            .ToList();
        var summary =
            $"{Many(picture.Cells.Count, "box")} and {Many(picture.Links.Count, "arrow")}; "
            + "an arrow leads from what depends to what it depends on.";
        if (mostDependedOn.Count == 0)
            return summary;
        var names = mostDependedOn.Select(count => Labels.Short(Labels.VisibleName(picture.Cells[count.Key]), 80));
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
