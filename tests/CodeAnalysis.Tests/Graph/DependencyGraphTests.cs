using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class DependencyGraphTests
{
    [Fact]
    public void Edges_are_sorted_whatever_the_order_of_files() =>
        Assert.Equal(
            ["a>b", "a>c", "b>a"],
            TestGraph.Create("b: a", "a: c b").Edges.Select(edge => $"{edge.From}>{edge.To}")
        );

    [Fact]
    public void Fold_joins_the_edges_of_folders() =>
        Assert.Equal(
            [".>x", "x>.", "x>y/z"],
            TestGraph
                .Create("a: x/b x/c", "x/b: a x/c y/z/", "x/c: y/z/q", "y/z/q:")
                .Folded()
                .Select(edge => $"{edge.From}>{edge.To}")
        );
}
