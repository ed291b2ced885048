namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Gives every cell its layer: what depends on others before what they depend on, with few arrows against that
/// direction and short ones.
/// </summary>
internal static class LayerAssignment
{
    /// <param name="count">How many cells.</param>
    /// <param name="links">From and to, by number.</param>
    /// <returns>The layer of each cell from 0, and for each link whether it leads back.</returns>
    public static (int[] Layer, bool[] Back) Assign(int count, IReadOnlyList<(int From, int To)> links)
    {
        var place = new int[count];
        var sequence = Sequence(count, links);
        foreach (var (at, cell) in sequence.Index())
            place[cell] = at;
        var back = links.Select(link => place[link.From] > place[link.To]).ToArray();
        var forward = links.Select((link, i) => back[i] ? (From: link.To, To: link.From) : link).ToList();
        var next = forward.ToLookup(link => link.From, link => link.To);
        var before = forward.ToLookup(link => link.To, link => link.From);

        var layer = new int[count];
        foreach (var cell in sequence)
            layer[cell] = before[cell].Select(other => layer[other] + 1).DefaultIfEmpty(0).Max();
        // A cell moves towards what it has more arrows to share with, which shortens them.
        for (var pass = 0; pass < 8; pass++)
            foreach (var cell in pass % 2 == 0 ? sequence.AsEnumerable().Reverse() : sequence)
            {
                var (outgoing, incoming) = (next[cell].Count(), before[cell].Count());
                if (outgoing > incoming)
                    layer[cell] = next[cell].Min(other => layer[other]) - 1;
                else if (incoming > outgoing)
                    layer[cell] = before[cell].Max(other => layer[other]) + 1;
            }
        return (layer, back);
    }

    /// <summary>
    /// All cells in a line with few arrows that lead back in it (Eades, Lin and Smyth): sinks to the end, sources to
    /// the front, of the rest the one with most out and least in.
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
