namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Moves unconnected parts of a graph towards each other. Coordinate assignment places each part by its own arrows, so
/// it may leave gaps between them.
/// </summary>
internal static class Compaction
{
    public static void Compact(LayeredGraph graph, double gap)
    {
        var parts = Parts(graph).ToList();
        // Parts may interleave, so a part that moves can make room for another.
        var moved = parts.Count > 1;
        while (moved)
        {
            moved = false;
            foreach (var part in parts.OrderBy(part => part.Min(Top)))
            {
                var room = part.Min(vertex => Room(graph, vertex, part, gap));
                foreach (var vertex in part)
                    vertex.Center -= room;
                moved |= room > 0.5;
            }
        }
    }

    /// <summary>How far a vertex can move up before it meets a vertex of another part or the edge.</summary>
    private static double Room(LayeredGraph graph, Vertex vertex, HashSet<Vertex> part, double gap)
    {
        var layer = graph.Layers[vertex.Layer];
        if (vertex.Position == 0)
            return Top(vertex);
        var above = layer[vertex.Position - 1];
        return part.Contains(above) ? double.MaxValue : Math.Max(0, Top(vertex) - above.Center - above.Size / 2 - gap);
    }

    private static IEnumerable<HashSet<Vertex>> Parts(LayeredGraph graph)
    {
        var seen = new HashSet<Vertex>();
        foreach (var start in graph.Layers.SelectMany(layer => layer))
        {
            if (!seen.Add(start))
                continue;
            var part = new HashSet<Vertex> { start };
            var open = new Stack<Vertex>([start]);
            while (open.TryPop(out var vertex))
                foreach (var next in vertex.Predecessors.Concat(vertex.Successors).Where(seen.Add))
                {
                    part.Add(next);
                    open.Push(next);
                }
            yield return part;
        }
    }

    private static double Top(Vertex vertex) => vertex.Center - vertex.Size / 2;
}
