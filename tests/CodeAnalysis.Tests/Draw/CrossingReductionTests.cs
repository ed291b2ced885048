namespace YudaiV3.CodeAnalysis.Draw;

public sealed class CrossingReductionTests
{
    [Fact]
    public void Reduce_removes_a_crossing_that_need_not_be()
    {
        var graph = new LayeredGraph(4, [(0, 3), (1, 2)]);
        Assert.Equal(1, CountOf(graph));
        CrossingReduction.Reduce(graph);
        Assert.Equal(0, CrossingReduction.Count(graph));
    }

    [Fact]
    public void Reduce_never_leaves_more_crossings_than_before()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var graph = new LayeredGraph(
                20,
                [.. Enumerable.Range(0, 40).Select(_ => (random.Next(10), 10 + random.Next(10))).Distinct()]
            );
            var before = CountOf(graph);
            CrossingReduction.Reduce(graph);
            Assert.InRange(CrossingReduction.Count(graph), 0, before);
        }
    }

    private static long CountOf(LayeredGraph graph)
    {
        foreach (var layer in graph.Layers)
        {
            foreach (var (position, vertex) in layer.Index())
                vertex.Position = position;
        }
        return CrossingReduction.Count(graph);
    }
}
