namespace YudaiV3.CodeAnalysis.Draw;

public sealed class CoordinateAssignmentTests
{
    [Fact]
    public void Assign_keeps_order_and_gap_and_begins_at_zero()
    {
        var graph = new LayeredGraph(5, [(0, 2), (0, 3), (1, 3), (1, 4)]);
        foreach (var vertex in graph.Layers.SelectMany(layer => layer))
            vertex.Size = 10;
        CrossingReduction.Reduce(graph);
        CoordinateAssignment.Assign(graph, gap: 4);
        foreach (var layer in graph.Layers)
            Assert.All(layer.Zip(layer.Skip(1)), pair =>
                Assert.True(pair.Second.Center - pair.First.Center >= 14 - 0.01)
            );
        Assert.Equal(5, graph.Layers.SelectMany(layer => layer).Min(vertex => vertex.Center), 0.01);
    }

    [Fact]
    public void Assign_puts_a_single_dependent_beside_the_middle_of_its_dependencies()
    {
        var graph = new LayeredGraph(4, [(0, 1), (0, 2), (0, 3)]);
        foreach (var vertex in graph.Layers.SelectMany(layer => layer))
            vertex.Size = 10;
        CrossingReduction.Reduce(graph);
        CoordinateAssignment.Assign(graph, gap: 4);
        Assert.Equal(graph.Layers[1][1].Center, graph.Layers[0][0].Center, 0.5);
    }
}
