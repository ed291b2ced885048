using System.Text;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Computes where the boxes and arrows of a diagram are, in pixels. Layers are columns from left to right.
/// </summary>
internal sealed class SvgLayout
{
    public const int Margin = 24;

    private const double Head = 68,
        Foot = 44,
        LetterWidth = 7.3,
        SmallLetterWidth = 6.1,
        BoxHeight = 38,
        DummyHeight = 8,
        Gap = 12,
        MinGap = 44,
        MaxGap = 104;
    private const int MaxNameLength = 30,
        MaxPathLength = 34;

    private readonly LayeredGraph _graph;
    private readonly double[] _left,
        _width;
    private readonly Vertex[] _vertices;

    public SvgLayout(Diagram diagram)
    {
        Lines = [.. diagram.Cells.Select(CreateLines)];
        _graph = new LayeredGraph(diagram.Cells.Count, [.. diagram.Links.Select(link => (link.From, link.To))]);
        _vertices =
        [
            .. _graph.Layers.SelectMany(layer => layer).Where(vertex => !vertex.IsDummy).OrderBy(vertex => vertex.Cell),
        ];
        foreach (var vertex in _graph.Layers.SelectMany(layer => layer))
            vertex.Size = vertex.IsDummy ? DummyHeight : BoxHeight;
        CrossingReduction.Reduce(_graph);
        CoordinateAssignment.Assign(_graph, Gap);

        (_left, _width) = (new double[_graph.Layers.Count], new double[_graph.Layers.Count]);
        double x = Margin,
            bottom = 0;
        foreach (var (column, layer) in _graph.Layers.Index())
        {
            _left[column] = x;
            _width[column] = layer
                .Where(vertex => !vertex.IsDummy)
                .Select(vertex => BoxWidth(vertex.Cell))
                .DefaultIfEmpty(20)
                .Max();
            x +=
                _width[column]
                + Math.Clamp(MinGap + 2.5 * layer.Sum(vertex => vertex.Successors.Count), MinGap, MaxGap);
            bottom = Math.Max(bottom, layer.Max(vertex => vertex.Center + vertex.Size / 2));
        }
        Width = Math.Max(420, _graph.Layers.Count == 0 ? 0 : _left[^1] + _width[^1] + Margin);
        Height = Head + Math.Max(bottom, BoxHeight) + Foot;
    }

    public double Width { get; }
    public double Height { get; }

    /// <summary>For each cell its name and, in smaller letters, its folder or count.</summary>
    public IReadOnlyList<(string Name, string Place)> Lines { get; }

    public (double X, double Y, double Width, double Height) Box(int cell)
    {
        var vertex = _vertices[cell];
        return (_left[vertex.Layer], Head + vertex.Center - BoxHeight / 2, BoxWidth(cell), BoxHeight);
    }

    public bool IsReversed(int link) => _graph.IsReversed[link];

    /// <summary>The path of an arrow from left to right. A reversed arrow has its head on the left.</summary>
    public string Route(int link)
    {
        const double Tip = 7;
        var route = _graph.Routes[link];
        var path = new StringBuilder();
        var tail = _graph.IsReversed[link] ? Tip : 0;
        var (x, y) = (_left[route[0].Layer] + _width[route[0].Layer] + tail, Head + route[0].Center);
        path.Append(FormattableString.Invariant($"M{RightEdge(route[0]) + tail:0.#} {y:0.#}H{x:0.#}"));
        foreach (var vertex in route.Skip(1))
        {
            var (toX, toY) = (
                _left[vertex.Layer] - (vertex == route[^1] && !_graph.IsReversed[link] ? Tip : 0),
                Head + vertex.Center
            );
            var bend = (toX - x) * 0.5;
            path.Append(
                FormattableString.Invariant($"C{x + bend:0.#} {y:0.#} {toX - bend:0.#} {toY:0.#} {toX:0.#} {toY:0.#}")
            );
            (x, y) = (toX, toY);
            if (vertex != route[^1])
                path.Append(FormattableString.Invariant($"H{x = RightEdge(vertex):0.#}"));
        }
        return path.ToString();
    }

    // An arrow crosses every column in a straight line, so that it covers no box.
    private double RightEdge(Vertex vertex) =>
        _left[vertex.Layer] + (vertex.IsDummy ? _width[vertex.Layer] : BoxWidth(vertex.Cell));

    private double BoxWidth(int cell) =>
        Math.Max(
            70,
            Math.Max(TextWidth(Lines[cell].Name) * LetterWidth, TextWidth(Lines[cell].Place) * SmallLetterWidth) + 26
        );

    private static (string Name, string Place) CreateLines(Cell cell)
    {
        var folder = Resolve.RepoPath.Folder(cell.Path);
        var count = Labels.Count(cell);
        var place = (folder.Length > 0, count.Length > 0) switch
        {
            (true, true) => $"{count} · {Labels.Short(Labels.Visible(folder), MaxPathLength - count.Length - 3)}",
            (true, false) => Labels.Short(Labels.Visible(folder), MaxPathLength),
            _ => count,
        };
        return (Labels.Short(Labels.Visible(Labels.Name(cell)), MaxNameLength), place);
    }

    /// <summary>In widths of a Latin letter. An East Asian letter takes about two.</summary>
    private static double TextWidth(string text) => text.EnumerateRunes().Sum(rune => rune.Value >= 0x1100 ? 1.9 : 1.0);
}
