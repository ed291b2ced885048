namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>
/// Assigns the vertices their coordinates along the layers: in order, without overlap, and close to their neighbours.
/// </summary>
internal static class CoordinateAssignment
{
    private const int Sweeps = 16;

    public static void Assign(LayeredGraph graph, double gap)
    {
        foreach (var layer in graph.Layers)
        {
            var at = 0.0;
            foreach (var vertex in layer)
            {
                vertex.Center = at + vertex.Size / 2;
                at += vertex.Size + gap;
            }
            foreach (var vertex in layer)
                vertex.Center -= at / 2;
        }
        for (var sweep = 0; sweep < Sweeps; sweep++)
            foreach (var layer in sweep % 2 == 0 ? graph.Layers : graph.Layers.AsEnumerable().Reverse())
                Settle(
                    layer,
                    gap,
                    sweep >= Sweeps - 4 ? Both
                        : sweep % 2 == 0 ? vertex => vertex.Predecessors
                        : vertex => vertex.Successors
                );
        var minTop = graph
            .Layers.SelectMany(layer => layer)
            .Select(vertex => vertex.Center - vertex.Size / 2)
            .DefaultIfEmpty(0)
            .Min();
        foreach (var vertex in graph.Layers.SelectMany(layer => layer))
            vertex.Center -= minTop;
        Compaction.Compact(graph, gap);
    }

    private static IEnumerable<Vertex> Both(Vertex vertex) => vertex.Predecessors.Concat(vertex.Successors);

    /// <summary>
    /// Finds the coordinates with the least squared distance to the wanted ones that keep order and gap (pool adjacent
    /// violators).
    /// </summary>
    private static void Settle(List<Vertex> layer, double gap, Func<Vertex, IEnumerable<Vertex>> neighbours)
    {
        var offsets = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
            offsets[i] = offsets[i - 1] + (layer[i - 1].Size + layer[i].Size) / 2 + gap;
        var blocks = new Stack<(double Sum, double Weight, int Length)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var (target, weight) = Target(layer[i], [.. neighbours(layer[i])]);
            var block = (Sum: (target - offsets[i]) * weight, Weight: weight, Length: 1);
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
                layer[place].Center = sum / weight + offsets[place];
    }

    // Arrows should pass straight through layers, so two adjacent dummies attract each other more.
    private static (double Target, double Weight) Target(Vertex vertex, List<Vertex> neighbours)
    {
        if (neighbours.Count == 0)
            return (vertex.Center, 0.1);
        var (sum, weight) = (0.0, 0.0);
        foreach (var other in neighbours)
        {
            var pull = (vertex.IsDummy ? 2 : 1) * (other.IsDummy ? 2 : 1);
            sum += other.Center * pull;
            weight += pull;
        }
        return (sum / weight, weight);
    }
}
