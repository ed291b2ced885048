namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Orders the vertices of every layer so that few arrows cross. Sweeps forward and back, sorts by the barycenter of the
/// neighbours, and keeps the best order seen.
/// </summary>
internal static class CrossingReduction
{
    private const int Sweeps = 40;

    public static void Reduce(LayeredGraph graph)
    {
        foreach (var layer in graph.Layers)
            Number(layer);
        var best = Orders(graph);
        var minCrossings = Count(graph);
        for (var sweep = 0; sweep < Sweeps && minCrossings > 0; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var layer in forward ? graph.Layers.Skip(1) : graph.Layers.AsEnumerable().Reverse().Skip(1))
                Sort(layer, vertex => forward ? vertex.Predecessors : vertex.Successors, ties: sweep / 2 % 2 == 1);
            if (Count(graph) is var crossings && crossings < minCrossings)
                (minCrossings, best) = (crossings, Orders(graph));
        }
        foreach (var (layer, order) in graph.Layers.Zip(best))
        {
            layer.Clear();
            layer.AddRange(order);
            Number(layer);
        }
    }

    /// <summary>The number of pairs of arrows between adjacent layers that cross.</summary>
    public static long Count(LayeredGraph graph) => graph.Layers.Sum(Count);

    private static List<List<Vertex>> Orders(LayeredGraph graph) => [.. graph.Layers.Select(layer => layer.ToList())];

    private static void Sort(List<Vertex> layer, Func<Vertex, List<Vertex>> neighbours, bool ties)
    {
        var wanted = layer.ToDictionary(
            vertex => vertex,
            vertex =>
                neighbours(vertex) is { Count: > 0 } some ? some.Average(other => other.Position) : vertex.Position
        );
        // Reversing ties lets a later sweep leave a local minimum.
        var sorted = (ties ? layer.AsEnumerable().Reverse() : layer).OrderBy(vertex => wanted[vertex]).ToList();
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer);
    }

    private static void Number(List<Vertex> layer)
    {
        foreach (var (place, vertex) in layer.Index())
            vertex.Position = place;
    }

    // With arrows sorted by start, each crosses the earlier ones that end after it.
    private static long Count(List<Vertex> layer)
    {
        var ends = layer.SelectMany(vertex => vertex.Successors.Select(after => after.Position).Order()).ToList();
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
