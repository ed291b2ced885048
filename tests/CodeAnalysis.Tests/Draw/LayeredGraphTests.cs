namespace YudaiV3.CodeAnalysis.Draw;

public sealed class LayeredGraphTests
{
    [Fact]
    public void Routes_of_long_links_lead_through_a_dummy_in_every_layer_between()
    {
        var graph = new LayeredGraph(3, [(0, 1), (1, 2), (0, 2)]);
        Assert.Equal([1, 2, 1], graph.Layers.Select(layer => layer.Count));
        var route = graph.Routes[2];
        Assert.Equal([false, true, false], route.Select(vertex => vertex.IsDummy));
        Assert.Equal([0, 1, 2], route.Select(vertex => vertex.Layer));
    }

    [Fact]
    public void Routes_to_the_same_cell_share_their_dummies()
    {
        var graph = new LayeredGraph(5, [(0, 2), (1, 2), (2, 3), (3, 4), (0, 4), (1, 4)]);
        Assert.Equal(2, graph.Layers.SelectMany(layer => layer).Count(vertex => vertex.IsDummy));
    }
}
