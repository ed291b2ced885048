using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class CyclesTests
{
    [Fact]
    public void Cycles_are_groups_with_a_shortest_way_round()
    {
        var cycles = Cycles.Find(
            TestGraph.Create("a: b", "b: c d", "c: a", "d: e", "e: d f", "f:", "x: y", "y: z", "z: x y")
        );
        Assert.Equal(["a b c", "d e", "x y z"], cycles.Select(cycle => string.Join(' ', cycle.Files)));
        Assert.Equal(["a b c a", "d e d", "y z y"], cycles.Select(cycle => string.Join(' ', cycle.Path)));
    }

    [Fact]
    public void Cycles_of_a_ring_longer_than_any_stack_are_found()
    {
        const int Length = 100_000;
        var ring = Enumerable.Range(0, Length).Select(i => $"{i:000000}: {(i + 1) % Length:000000}").ToArray();
        Assert.Equal(Length, Assert.Single(Cycles.Find(TestGraph.Create(ring))).Files.Length);
    }
}
