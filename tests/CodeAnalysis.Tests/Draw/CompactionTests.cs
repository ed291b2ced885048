using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

public sealed class CompactionTests
{
    [Fact]
    public void Compact_leaves_no_gap_between_unconnected_parts()
    {
        const double gap = 12;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            // Four parts of ten cells; arrows stay within a part.
            var graph = new LayeredGraph(
                40,
                [
                    .. Enumerable
                        .Range(0, 36)
                        .Select(_ => (Part: random.Next(4) * 10, From: random.Next(9)))
                        .Select(link => (link.Part + link.From, link.Part + random.Next(link.From + 1, 10)))
                        .Distinct(),
                ]
            );
            foreach (var vertex in graph.Layers.SelectMany(layer => layer))
                vertex.Size = 38;
            CrossingReduction.Reduce(graph);
            CoordinateAssignment.Assign(graph, gap);
            var places = graph.Layers.SelectMany(layer => layer.Select(vertex => vertex.Center)).ToList();
            Compaction.Compact(graph, gap);
            Assert.Equal(
                places,
                graph.Layers.SelectMany(layer => layer.Select(vertex => vertex.Center)),
                (one, other) => Math.Abs(one - other) < 1
            );
            Assert.All(graph.Layers.SelectMany(layer => layer.Zip(layer.Skip(1))), pair =>
                Assert.True(pair.Second.Center - pair.First.Center >= 38 + gap - 0.01)
            );
            Assert.All(graph.Layers, layer => Assert.True(layer[0].Center >= 19 - 0.01));
        }
    }
}
