using System.Text;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Where every box and arrow of a picture is, in pixels: layers are columns from left to right.</summary>
internal sealed class SvgLayout
{
    public const int Margin = 24;

    private const double Head = 68,
        Foot = 44,
        Letter = 7.3,
        SmallLetter = 6.1,
        BoxHeight = 38,
        Passing = 8,
        Gap = 12,
        MinGap = 44,
        MaxGap = 104;
    private const int MaxNameLength = 30,
        MaxPathLength = 34;

    private readonly Track _track;
    private readonly double[] _left,
        _width;
    private readonly Point[] _points;

    public SvgLayout(Picture picture)
    {
        Lines = [.. picture.Cells.Select(LinesOf)];
        _track = new Track(picture.Cells.Count, [.. picture.Links.Select(link => (link.From, link.To))]);
        _points = [.. _track.Rows.SelectMany(row => row).Where(point => point.IsCell).OrderBy(point => point.Cell)];
        foreach (var point in _track.Rows.SelectMany(row => row))
            point.Extent = point.IsCell ? BoxHeight : Passing;
        CrossingReduction.Reduce(_track);
        Placement.Place(_track, Gap);

        (_left, _width) = (new double[_track.Rows.Count], new double[_track.Rows.Count]);
        double x = Margin,
            bottom = 0;
        foreach (var (column, row) in _track.Rows.Index())
        {
            _left[column] = x;
            _width[column] = row.Where(point => point.IsCell)
                .Select(point => BoxWidth(point.Cell))
                .DefaultIfEmpty(20)
                .Max();
            x += _width[column] + Math.Clamp(MinGap + 2.5 * row.Sum(point => point.After.Count), MinGap, MaxGap);
            bottom = Math.Max(bottom, row.Max(point => point.Middle + point.Extent / 2));
        }
        Width = Math.Max(420, _track.Rows.Count == 0 ? 0 : _left[^1] + _width[^1] + Margin);
        Height = Head + Math.Max(bottom, BoxHeight) + Foot;
    }

    public double Width { get; }
    public double Height { get; }

    /// <summary>For each cell its name and, smaller, where it is.</summary>
    public IReadOnlyList<(string Name, string Place)> Lines { get; }

    public (double X, double Y, double Width, double Height) Box(int cell)
    {
        var point = _points[cell];
        return (_left[point.Layer], Head + point.Middle - BoxHeight / 2, BoxWidth(cell), BoxHeight);
    }

    public bool IsBack(int link) => _track.Back[link];

    /// <summary>An arrow's way, from the left to the right; one that leads back has its head at the left.</summary>
    public string Way(int link)
    {
        const double Tip = 7;
        var way = _track.Ways[link];
        var path = new StringBuilder();
        var tail = _track.Back[link] ? Tip : 0;
        var (x, y) = (_left[way[0].Layer] + _width[way[0].Layer] + tail, Head + way[0].Middle);
        path.Append(FormattableString.Invariant($"M{Right(way[0]) + tail:0.#} {y:0.#}H{x:0.#}"));
        foreach (var point in way.Skip(1))
        {
            var (toX, toY) = (
                _left[point.Layer] - (point == way[^1] && !_track.Back[link] ? Tip : 0),
                Head + point.Middle
            );
            var bend = (toX - x) * 0.5;
            path.Append(
                FormattableString.Invariant($"C{x + bend:0.#} {y:0.#} {toX - bend:0.#} {toY:0.#} {toX:0.#} {toY:0.#}")
            );
            (x, y) = (toX, toY);
            if (point != way[^1])
                path.Append(FormattableString.Invariant($"H{x = Right(point):0.#}"));
        }
        return path.ToString();
    }

    // An arrow crosses a column straight, its own too, so that it runs over no box.
    private double Right(Point point) =>
        _left[point.Layer] + (point.IsCell ? BoxWidth(point.Cell) : _width[point.Layer]);

    private double BoxWidth(int cell) =>
        Math.Max(70, Math.Max(Wide(Lines[cell].Name) * Letter, Wide(Lines[cell].Place) * SmallLetter) + 26);

    private static (string Name, string Place) LinesOf(Cell cell)
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

    /// <summary>In letters of Latin width; East Asian ones take about two.</summary>
    private static double Wide(string text) => text.EnumerateRunes().Sum(rune => rune.Value >= 0x1100 ? 1.9 : 1.0);
}
