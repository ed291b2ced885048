namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Assigns every cell a layer: dependents before their dependencies, with few reversed arrows and short ones.
/// </summary>
internal static class LayerAssignment
{
    /// <param name="count">The number of cells.</param>
    /// <param name="links">The numbers of the cells that each link joins.</param>
    /// <returns>The layer of each cell, and for each link whether it is reversed.</returns>
    public static (int[] Layer, bool[] IsReversed) Assign(int count, IReadOnlyList<(int From, int To)> links)
    {
        var place = new int[count];
        var sequence = Sequence(count, links);
        foreach (var (at, cell) in sequence.Index())
            place[cell] = at;
        var reversed = links.Select(link => place[link.From] > place[link.To]).ToArray();
        var forward = links.Select((link, i) => reversed[i] ? (From: link.To, To: link.From) : link).ToList();
        var next = forward.ToLookup(link => link.From, link => link.To);
        var before = forward.ToLookup(link => link.To, link => link.From);

        var layer = new int[count];
        foreach (var cell in sequence)
            layer[cell] = before[cell].Select(other => layer[other] + 1).DefaultIfEmpty(0).Max();
        // Moving a cell towards the side with more arrows shortens them.
        for (var pass = 0; pass < 8; pass++)
            foreach (var cell in pass % 2 == 0 ? sequence.AsEnumerable().Reverse() : sequence)
            {
                var (outgoing, incoming) = (next[cell].Count(), before[cell].Count());
                if (outgoing > incoming)
                    layer[cell] = next[cell].Min(other => layer[other]) - 1;
                else if (incoming > outgoing)
                    layer[cell] = before[cell].Max(other => layer[other]) + 1;
            }
        return (layer, reversed);
    }

    /// <summary>
    /// Orders all cells so that few arrows point backwards (Eades, Lin and Smyth): sinks go to the end, sources to the
    /// front, then the cell with the largest difference of outgoing and incoming arrows.
    /// </summary>
    private static List<int> Sequence(int count, IReadOnlyList<(int From, int To)> links)
    {
        var next = links.ToLookup(link => link.From, link => link.To);
        var before = links.ToLookup(link => link.To, link => link.From);
        var outgoing = Enumerable.Range(0, count).Select(cell => next[cell].Count()).ToArray();
        var incoming = Enumerable.Range(0, count).Select(cell => before[cell].Count()).ToArray();
        var left = new SortedSet<int>(Enumerable.Range(0, count));
        List<int> front = [],
            end = [];
        while (left.Count > 0)
        {
            var isSink = true;
            var cell = left.FirstOrDefault(cell => outgoing[cell] == 0, -1);
            if (cell < 0)
            {
                isSink = false;
                cell = left.FirstOrDefault(cell => incoming[cell] == 0, -1);
            }
            if (cell < 0)
                cell = left.MaxBy(cell => outgoing[cell] - incoming[cell]);
            (isSink ? end : front).Add(cell);
            left.Remove(cell);
            foreach (var other in next[cell])
                incoming[other]--;
            foreach (var other in before[cell])
                outgoing[other]--;
        }
        end.Reverse();
        return [.. front, .. end];
    }
}
