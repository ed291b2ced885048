using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class GraphTests
{
    /// <summary>A graph from lines such as <c>a: b c folder/</c>.</summary>
    private static DependencyGraph Graph(params string[] lines) =>
        new(
            lines
                .Select(line => line.Split(':'))
                .Select(line => new FileDependencies
                {
                    Path = line[0],
                    Edges =
                    [
                        .. line[1]
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Order(StringComparer.Ordinal)
                            .Select(to => new Dependency
                            {
                                To = to.Length > 1 ? to.TrimEnd('/') : to,
                                ToKind = to.EndsWith('/') || to == "." ? NodeKind.Folder : NodeKind.File,
                                Line = 1,
                            }),
                    ],
                })
        );

    [Fact]
    public void Edges_are_sorted_whatever_the_order_of_files() =>
        Assert.Equal(["a>b", "a>c", "b>a"], Graph("b: a", "a: c b").Edges.Select(edge => $"{edge.From}>{edge.To}"));

    [Fact]
    public void Cycles_are_groups_with_a_shortest_way_round()
    {
        var cycles = Cycles.Find(Graph("a: b", "b: c d", "c: a", "d: e", "e: d f", "f:", "x: y", "y: z", "z: x y"));
        Assert.Equal(["a b c", "d e", "x y z"], cycles.Select(cycle => string.Join(' ', cycle.Files)));
        Assert.Equal(["a b c a", "d e d", "y z y"], cycles.Select(cycle => string.Join(' ', cycle.Path)));
    }

    [Fact]
    public void Cycles_of_a_ring_longer_than_any_stack_are_found()
    {
        const int Length = 100_000;
        var ring = Enumerable.Range(0, Length).Select(i => $"{i:000000}: {(i + 1) % Length:000000}").ToArray();
        Assert.Equal(Length, Assert.Single(Cycles.Find(Graph(ring))).Files.Length);
    }

    [Fact]
    public void Metrics_count_dependents_and_dependencies()
    {
        var metrics = Metrics.Compute(Graph("a: b p/", "b: c", "c:", "lonely:", "p/q:", "r: c ."), top: 2);
        Assert.Equal(
            ["a 0 2 1", "b 1 1 0.5", "c 2 0 0", "lonely 0 0 0", "p/q 0 0 0", "r 0 2 1"],
            metrics.Files.Select(file =>
                FormattableString.Invariant($"{file.Path} {file.FanIn} {file.FanOut} {file.Instability}")
            )
        );
        Assert.Equal(["c 2", ". 1"], metrics.MostDependedOn.Select(place => $"{place.Path} {place.FanIn}"));
        Assert.Empty(metrics.Orphans);
        Assert.Equal(["lonely"], Metrics.Compute(Graph("a: b", "b:", "lonely:"), top: 1).Orphans);
    }

    [Fact]
    public void Impact_is_every_file_that_reaches_the_file_with_its_distance() =>
        Assert.Equal(
            ["b 1", "d 1", "a 2", "c 2"],
            Impact
                .Find(Graph("a: b c", "b: p/x", "c: d", "d: p/", "p/x: a"), "p/x")
                .Select(file => $"{file.Path} {file.Distance}")
        );

    [Fact]
    public void Impact_of_a_file_that_nobody_needs_is_empty() => Assert.Empty(Impact.Find(Graph("a: b", "b:"), "a"));

    [Fact]
    public void Fold_joins_the_edges_of_folders() =>
        Assert.Equal(
            [".>x", "x>.", "x>y/z"],
            Graph("a: x/b x/c", "x/b: a x/c y/z/", "x/c: y/z/q", "y/z/q:")
                .Folded()
                .Select(edge => $"{edge.From}>{edge.To}")
        );

    [Fact]
    public void Diff_names_what_came_and_what_went()
    {
        var from = new GraphVersion(
            ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "1").Add("old", "1"),
            Graph("a: b", "b: old", "old:")
        );
        var to = new GraphVersion(
            ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "2").Add("new", "1"),
            Graph("a: b", "b: a new", "new:")
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
