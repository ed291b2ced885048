namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Orders the points of every layer so that few arrows cross: each goes where its neighbours are (barycenter), forward
/// and back, and the best order seen stays.
/// </summary>
internal static class CrossingReduction
{
    private const int Sweeps = 40;

    public static void Reduce(Track track)
    {
        foreach (var row in track.Rows)
            Number(row);
        var best = Orders(track);
        var fewest = Count(track);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var row in forward ? track.Rows.Skip(1) : track.Rows.AsEnumerable().Reverse().Skip(1))
                Sort(row, point => forward ? point.Before : point.After, ties: sweep / 2 % 2 == 1);
            if (Count(track) is var crossings && crossings < fewest)
                (fewest, best) = (crossings, Orders(track));
        }
        foreach (var (row, order) in track.Rows.Zip(best))
        {
            row.Clear();
            row.AddRange(order);
            Number(row);
        }
    }

    /// <summary>How many pairs of arrows between neighbouring layers cross.</summary>
    public static long Count(Track track) => track.Rows.Sum(Count);

    private static List<List<Point>> Orders(Track track) => [.. track.Rows.Select(row => row.ToList())];

    private static void Sort(List<Point> row, Func<Point, List<Point>> neighbours, bool ties)
    {
        var wanted = row.ToDictionary(
            point => point,
            point => neighbours(point) is { Count: > 0 } some ? some.Average(other => other.Place) : point.Place
        );
        // Turning equals around lets a later sweep leave an order that the first got stuck in.
        var sorted = (ties ? row.AsEnumerable().Reverse() : row).OrderBy(point => wanted[point]).ToList();
        row.Clear();
        row.AddRange(sorted);
        Number(row);
    }

    private static void Number(List<Point> row)
    {
        foreach (var (place, point) in row.Index())
            point.Place = place;
    }

    // Arrows in the order of where they start: each crosses those before it that end behind it.
    private static long Count(List<Point> row)
    {
        var ends = row.SelectMany(point => point.After.Select(after => after.Place).Order()).ToList();
        if (ends.Count == 0)
            return 0;
        var tree = new int[ends.Max() + 2];
        var crossings = 0L;
        foreach (var (seen, end) in ends.Index())
        {
            var notBehind = 0;
            for (var at = end + 1; at > 0; at -= at & -at)
                notBehind += tree[at];
            crossings += seen - notBehind;
            for (var at = end + 1; at < tree.Length; at += at & -at)
                tree[at]++;
        }
        return crossings;
    }
}
