namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Moves parts that no arrow joins towards each other: each was placed by its own arrows alone, which may have left it
/// far off.
/// </summary>
internal static class Gathering
{
    public static void Gather(Track track, double gap)
    {
        var parts = Parts(track).ToList();
        // Where two parts lie in each other, one that moves makes room for the other.
        for (var moved = parts.Count > 1; moved; )
        {
            moved = false;
            foreach (var part in parts.OrderBy(part => part.Min(Top)))
            {
                var room = part.Min(point => Room(track, point, part, gap));
                foreach (var point in part)
                    point.Middle -= room;
                moved |= room > 0.5;
            }
        }
    }

    /// <summary>How far a point can move up before it meets one of another part, or the edge.</summary>
    private static double Room(Track track, Point point, HashSet<Point> part, double gap)
    {
        var row = track.Rows[point.Layer];
        if (point.Place == 0)
            return Top(point);
        var above = row[point.Place - 1];
        return part.Contains(above) ? double.MaxValue : Math.Max(0, Top(point) - above.Middle - above.Extent / 2 - gap);
    }

    private static IEnumerable<HashSet<Point>> Parts(Track track)
    {
        var seen = new HashSet<Point>();
        foreach (var start in track.Rows.SelectMany(row => row))
        {
            if (!seen.Add(start))
                continue;
            var part = new HashSet<Point> { start };
            var open = new Stack<Point>([start]);
            while (open.TryPop(out var point))
                foreach (var next in point.Before.Concat(point.After).Where(seen.Add))
                {
                    part.Add(next);
                    open.Push(next);
                }
            yield return part;
        }
    }

    private static double Top(Point point) => point.Middle - point.Extent / 2;
}
