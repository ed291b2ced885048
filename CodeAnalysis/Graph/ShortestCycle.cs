namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds a shortest cycle in a strongly connected component.</summary>
internal static class ShortestCycle
{
    // In a component that is too large to start from every file, the shortest cycle found so far counts.
    private const int MaxSteps = 2_000_000;

    /// <summary>
    /// The cycle begins and ends at its first file. Among equally short cycles, the one of the first file wins.
    /// </summary>
    public static List<int> In(int[] component, int[][] successors)
    {
        var inside = component.ToHashSet();
        var steps = 0;
        List<int> best = [];
        foreach (var start in component.Order())
        {
            if (
                Around(start, inside, successors, best.Count == 0 ? int.MaxValue : best.Count - 2, ref steps) is
                { } found
            )
                best = found;
            if (best.Count == 3 || steps > MaxSteps)
                break;
        }
        return Rotate(best);
    }

    /// <summary>A cycle through a file over at most <paramref name="maxLength"/> edges, or null.</summary>
    private static List<int>? Around(int start, HashSet<int> inside, int[][] successors, int maxLength, ref int steps)
    {
        var before = new Dictionary<int, int>();
        var reached = new Queue<(int File, int Distance)>([(start, 0)]);
        while (reached.TryDequeue(out var at) && at.Distance < maxLength)
            foreach (var file in successors[at.File].Where(inside.Contains))
            {
                steps++;
                if (file == start)
                    return Path(at.File);
                if (before.TryAdd(file, at.File))
                    reached.Enqueue((file, at.Distance + 1));
            }
        return null;

        List<int> Path(int last)
        {
            var path = new List<int> { start };
            for (var file = last; file != start; file = before[file])
                path.Add(file);
            path.Add(start);
            path.Reverse();
            return path;
        }
    }

    private static List<int> Rotate(List<int> cycle)
    {
        var first = cycle.Take(cycle.Count - 1).Select((file, place) => (file, place)).Min().place;
        return [.. cycle.Skip(first), .. cycle.Skip(1).Take(first)];
    }
}
