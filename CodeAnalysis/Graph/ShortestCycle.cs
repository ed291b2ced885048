namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds a shortest way round in a group of files that all reach each other.</summary>
internal static class ShortestCycle
{
    // A group too large to try every file of it has the shortest way of those that were tried.
    private const int MaxSteps = 2_000_000;

    /// <summary>
    /// Begins and ends at the first of its files; of several equally short ways that of the first file that has one.
    /// </summary>
    public static List<int> In(int[] group, int[][] next)
    {
        var inside = group.ToHashSet();
        var steps = 0;
        List<int> best = [];
        foreach (var start in group.Order())
        {
            if (Around(start, inside, next, best.Count == 0 ? int.MaxValue : best.Count - 2, ref steps) is { } found)
                best = found;
            if (best.Count == 3 || steps > MaxSteps)
                break;
        }
        return Turned(best);
    }

    /// <summary>A way from a file back to it over at most <paramref name="longest"/> edges, or null.</summary>
    private static List<int>? Around(int start, HashSet<int> inside, int[][] next, int longest, ref int steps)
    {
        var before = new Dictionary<int, int>();
        var reached = new Queue<(int File, int Distance)>([(start, 0)]);
        while (reached.TryDequeue(out var at) && at.Distance < longest)
            foreach (var file in next[at.File].Where(inside.Contains))
            {
                steps++;
                if (file == start)
                    return Way(at.File);
                if (before.TryAdd(file, at.File))
                    reached.Enqueue((file, at.Distance + 1));
            }
        return null;

        List<int> Way(int last)
        {
            var way = new List<int> { start };
            for (var file = last; file != start; file = before[file])
                way.Add(file);
            way.Add(start);
            way.Reverse();
            return way;
        }
    }

    private static List<int> Turned(List<int> way)
    {
        var first = way.Take(way.Count - 1).Select((file, place) => (file, place)).Min().place;
        return [.. way.Skip(first), .. way.Skip(1).Take(first)];
    }
}
