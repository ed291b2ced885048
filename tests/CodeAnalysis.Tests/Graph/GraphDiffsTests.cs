using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class GraphDiffsTests
{
    [Fact]
    public void Diff_names_what_came_and_what_went()
    {
        var from = new GraphVersion(
            ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "1").Add("old", "1"),
            TestGraph.Create("a: b", "b: old", "old:")
        );
        var to = new GraphVersion(
            ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "2").Add("new", "1"),
            TestGraph.Create("a: b", "b: a new", "new:")
        );
        var diff = GraphDiffs.Between(from, to);
        Assert.Equal(["new"], diff.AddedFiles);
        Assert.Equal(["old"], diff.RemovedFiles);
        Assert.Equal(["b"], diff.ChangedFiles);
        Assert.Equal(["b>a", "b>new"], diff.AddedEdges.Select(edge => $"{edge.From}>{edge.To}"));
        Assert.Equal(["b>old"], diff.RemovedEdges.Select(edge => $"{edge.From}>{edge.To}"));
        Assert.Equal(["a", "b"], Assert.Single(diff.AddedCycles).Files);
        Assert.Equal(["a", "b"], Assert.Single(GraphDiffs.Between(to, from).RemovedCycles).Files);
        Assert.Equivalent(new GraphDiff(), GraphDiffs.Between(to, to));
    }
}
