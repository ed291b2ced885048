namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>A point of the layout: a cell, or where arrows pass through a layer.</summary>
internal sealed class Point(int cell, int layer)
{
    /// <summary>The cell's number, or -1 where only arrows pass.</summary>
    public int Cell => cell;
    public int Layer => layer;
    public bool IsCell => cell >= 0;
    public List<Point> Before { get; } = [];
    public List<Point> After { get; } = [];

    /// <summary>Its place in its layer, from 0.</summary>
    public int Place { get; set; }

    /// <summary>Its middle along the layer.</summary>
    public double Middle { get; set; }

    /// <summary>How much of the layer it takes.</summary>
    public double Extent { get; set; }
}

/// <summary>
/// The points of all layers, and for each link the points that it leads through from the lower layer to the higher.
/// </summary>
internal sealed class Track
{
    public Track(int cells, IReadOnlyList<(int From, int To)> links)
    {
        (var layer, Back) = LayerAssignment.Assign(cells, links);
        var first = cells == 0 ? 0 : layer.Min();
        Rows = [.. Enumerable.Range(0, cells == 0 ? 0 : layer.Max() - first + 1).Select(_ => new List<Point>())];
        var points = layer.Select((at, cell) => new Point(cell, at - first)).ToArray();
        foreach (var point in points)
            Rows[point.Layer].Add(point);

        var passing = new Dictionary<(int To, bool Back, int Layer), Point>();
        Ways =
        [
            .. links.Select(
                (link, i) =>
                    Way(Back[i] ? points[link.To] : points[link.From], Back[i] ? points[link.From] : points[link.To], i)
            ),
        ];

        List<Point> Way(Point from, Point to, int link)
        {
            var way = new List<Point> { from };
            for (var at = from.Layer + 1; at < to.Layer; at++)
            {
                // Arrows to the same cell share their way: a cell that many depend on would have a bundle of parallels.
                var key = (Back[link] ? links[link].From : to.Cell, Back[link], at);
                if (!passing.TryGetValue(key, out var point))
                {
                    passing[key] = point = new Point(-1, at);
                    Rows[at].Add(point);
                }
                way.Add(point);
            }
            way.Add(to);
            for (var step = 1; step < way.Count; step++)
                if (!way[step].Before.Contains(way[step - 1]))
                {
                    way[step].Before.Add(way[step - 1]);
                    way[step - 1].After.Add(way[step]);
                }
            return way;
        }
    }

    public List<List<Point>> Rows { get; }
    public List<List<Point>> Ways { get; }
    public bool[] Back { get; }
}
