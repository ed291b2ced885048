namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>A vertex of a layered graph: a cell, or a dummy where arrows pass through a layer.</summary>
internal sealed class Vertex(int cell, int layer)
{
    /// <summary>The cell's number; -1 for a dummy.</summary>
    public int Cell => cell;
    public int Layer => layer;
    public bool IsDummy => cell < 0;
    public List<Vertex> Predecessors { get; } = [];
    public List<Vertex> Successors { get; } = [];

    /// <summary>Its index in its layer.</summary>
    public int Position { get; set; }

    /// <summary>Its center along the layer.</summary>
    public double Center { get; set; }

    /// <summary>Its extent along the layer.</summary>
    public double Size { get; set; }
}

/// <summary>
/// The vertices of all layers, and for each link the vertices on its route from the lower layer to the higher
/// (Sugiyama's method).
/// </summary>
internal sealed class LayeredGraph
{
    public LayeredGraph(int cells, IReadOnlyList<(int From, int To)> links)
    {
        (var layer, IsReversed) = LayerAssignment.Assign(cells, links);
        var first = cells == 0 ? 0 : layer.Min();
        Layers = [.. Enumerable.Range(0, cells == 0 ? 0 : layer.Max() - first + 1).Select(_ => new List<Vertex>())];
        var vertices = layer.Select((at, cell) => new Vertex(cell, at - first)).ToArray();
        foreach (var vertex in vertices)
            Layers[vertex.Layer].Add(vertex);

        var dummies = new Dictionary<(int To, bool IsReversed, int Layer), Vertex>();
        Routes =
        [
            .. links.Select(
                (link, i) =>
                    Route(
                        IsReversed[i] ? vertices[link.To] : vertices[link.From],
                        IsReversed[i] ? vertices[link.From] : vertices[link.To],
                        i
                    )
            ),
        ];

        List<Vertex> Route(Vertex from, Vertex to, int link)
        {
            var route = new List<Vertex> { from };
            for (var at = from.Layer + 1; at < to.Layer; at++)
            {
                // Arrows to the same cell share dummies. Otherwise a popular cell would have a bundle of parallel
                // arrows.
                var key = (IsReversed[link] ? links[link].From : to.Cell, IsReversed[link], at);
                if (!dummies.TryGetValue(key, out var vertex))
                {
                    dummies[key] = vertex = new Vertex(-1, at);
                    Layers[at].Add(vertex);
                }
                route.Add(vertex);
            }
            route.Add(to);
            for (var step = 1; step < route.Count; step++)
                if (!route[step].Predecessors.Contains(route[step - 1]))
                {
                    route[step].Predecessors.Add(route[step - 1]);
                    route[step - 1].Successors.Add(route[step]);
                }
            return route;
        }
    }

    public List<List<Vertex>> Layers { get; }
    public List<List<Vertex>> Routes { get; }
    public bool[] IsReversed { get; }
}
