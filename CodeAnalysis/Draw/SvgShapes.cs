using System.Globalization;
using System.Xml;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Writes the boxes, arrows and legend of a diagram. The XML writer escapes every name.</summary>
internal static class SvgShapes
{
    public static void Arrow(XmlWriter xml, SvgLayout layout, Diagram diagram, int number)
    {
        var link = diagram.Links[number];
        var classes =
            "arrow"
            + (link.InCycle ? " cycle" : "")
            + (
                link.Kind switch
                {
                    EdgeKind.Type => " type",
                    EdgeKind.Dynamic => " dynamic",
                    _ => "",
                }
            );
        xml.WriteStartElement("path");
        xml.Attributes(
            ("class", classes),
            ("d", layout.Route(number)),
            (layout.IsReversed(number) ? "marker-start" : "marker-end", link.InCycle ? "url(#red-tip)" : "url(#tip)")
        );
        xml.Attributes(("stroke-width", Math.Min(4, 1.2 + Math.Log10(link.Edges))));
        xml.Text(
            "title",
            $"{Labels.VisibleName(diagram.Cells[link.From])} → {Labels.VisibleName(diagram.Cells[link.To])}"
                + (link.Edges > 1 ? $" ({link.Edges:N0})" : "")
        );
        xml.WriteEndElement();
    }

    public static void Box(XmlWriter xml, SvgLayout layout, Diagram diagram, int number)
    {
        var cell = diagram.Cells[number];
        var (x, y, width, height) = layout.Box(number);
        var (name, place) = layout.Lines[number];
        xml.WriteStartElement("g");
        xml.Attributes(
            ("class", "box" + (cell.Kind == NodeKind.Folder ? " folder" : "") + (cell.InCycle ? " cycle" : "")),
            ("data-path", Labels.Visible(cell.Path)),
            ("data-kind", cell.Kind == NodeKind.Folder ? "folder" : "file")
        );
        xml.Text("title", Labels.VisibleName(cell) + (cell.Files > 1 ? $": {Labels.Count(cell)}" : ""));
        if (cell.Files > 1)
            xml.Element(
                "rect",
                ("class", "under"),
                ("x", x + 3),
                ("y", y + 3),
                ("width", width),
                ("height", height),
                ("rx", 6)
            );
        xml.Element("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("rx", 6));
        xml.Text("text", name, ("class", "name"), ("x", x + 12), ("y", y + (place.Length > 0 ? 16 : 23)));
        if (place.Length > 0)
            xml.Text("text", place, ("class", "place"), ("x", x + 12), ("y", y + 30));
        xml.WriteEndElement();
    }

    public static void Legend(XmlWriter xml, SvgLayout layout, Diagram diagram)
    {
        var (x, y) = ((double)SvgLayout.Margin, layout.Height - 18);
        Entry("A → B: A depends on B", null);
        if (diagram.Links.Any(link => link.InCycle))
            Entry("cycle", "arrow cycle");
        if (diagram.Links.Any(link => link.Kind == EdgeKind.Type))
            Entry("types only", "arrow type");
        if (diagram.Links.Any(link => link.Kind == EdgeKind.Dynamic))
            Entry("dynamic", "arrow dynamic");

        void Entry(string text, string? line)
        {
            if (line is not null)
            {
                xml.Element("path", ("class", line), ("d", FormattableString.Invariant($"M{x:0.#} {y - 4:0.#}h26")));
                x += 32;
            }
            xml.Text("text", text, ("class", "note"), ("x", x), ("y", y));
            x += text.Length * 6.3 + 22;
        }
    }

    public static void Element(
        this XmlWriter xml,
        string name,
        params ReadOnlySpan<(string Name, object Value)> attributes
    )
    {
        xml.WriteStartElement(name);
        xml.Attributes(attributes);
        xml.WriteEndElement();
    }

    public static void Text(
        this XmlWriter xml,
        string name,
        string text,
        params ReadOnlySpan<(string Name, object Value)> attributes
    )
    {
        xml.WriteStartElement(name);
        xml.Attributes(attributes);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    public static void Attributes(this XmlWriter xml, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(
                name,
                value is double number
                    ? Math.Round(number, 1).ToString(CultureInfo.InvariantCulture)
                    : Convert.ToString(value, CultureInfo.InvariantCulture)
            );
    }
}
