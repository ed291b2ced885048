namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Places the points along their layers: in their order, apart, and as near to their neighbours as that lets them.
/// </summary>
internal static class Placement
{
    private const int Sweeps = 16;

    public static void Place(Track track, double gap)
    {
        foreach (var row in track.Rows)
        {
            var at = 0.0;
            foreach (var point in row)
            {
                point.Middle = at + point.Extent / 2;
                at += point.Extent + gap;
            }
            foreach (var point in row)
                point.Middle -= at / 2;
        }
        for (var sweep = 0; sweep < Sweeps; sweep++)
            foreach (var row in sweep % 2 == 0 ? track.Rows : track.Rows.AsEnumerable().Reverse())
                Settle(
                    row,
                    gap,
                    sweep >= Sweeps - 4 ? Both
                        : sweep % 2 == 0 ? point => point.Before
                        : point => point.After
                );
        var least = track
            .Rows.SelectMany(row => row)
            .Select(point => point.Middle - point.Extent / 2)
            .DefaultIfEmpty(0)
            .Min();
        foreach (var point in track.Rows.SelectMany(row => row))
            point.Middle -= least;
        Gathering.Gather(track, gap);
    }

    private static IEnumerable<Point> Both(Point point) => point.Before.Concat(point.After);

    /// <summary>
    /// The places nearest to those wanted, in the sense of least squares, that keep order and distance (pool adjacent
    /// violators).
    /// </summary>
    private static void Settle(List<Point> row, double gap, Func<Point, IEnumerable<Point>> neighbours)
    {
        var offsets = new double[row.Count];
        for (var i = 1; i < row.Count; i++)
            offsets[i] = offsets[i - 1] + (row[i - 1].Extent + row[i].Extent) / 2 + gap;
        var blocks = new Stack<(double Sum, double Weight, int Length)>();
        for (var i = 0; i < row.Count; i++)
        {
            var (wanted, weight) = Wanted(row[i], [.. neighbours(row[i])]);
            var block = (Sum: (wanted - offsets[i]) * weight, Weight: weight, Length: 1);
            while (blocks.TryPeek(out var last) && last.Sum / last.Weight > block.Sum / block.Weight)
            {
                blocks.Pop();
                block = (last.Sum + block.Sum, last.Weight + block.Weight, last.Length + block.Length);
            }
            blocks.Push(block);
        }
        var place = 0;
        foreach (var (sum, weight, length) in blocks.Reverse())
            for (var i = 0; i < length; i++, place++)
                row[place].Middle = sum / weight + offsets[place];
    }

    // Where arrows only pass they should run straight, so such a point weighs more next to its like.
    private static (double Wanted, double Weight) Wanted(Point point, List<Point> neighbours)
    {
        if (neighbours.Count == 0)
            return (point.Middle, 0.1);
        var (sum, weight) = (0.0, 0.0);
        foreach (var other in neighbours)
        {
            var pull = (point.IsCell ? 1 : 2) * (other.IsCell ? 1 : 2);
            sum += other.Middle * pull;
            weight += pull;
        }
        return (sum / weight, weight);
    }
}
