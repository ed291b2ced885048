using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class ImpactTests
{
    [Fact]
    public void Impact_is_every_file_that_reaches_the_file_with_its_distance() =>
        Assert.Equal(
            ["b 1", "d 1", "a 2", "c 2"],
            Impact
                .Find(TestGraph.Create("a: b c", "b: p/x", "c: d", "d: p/", "p/x: a"), "p/x")
                .Select(file => $"{file.Path} {file.Distance}")
        );

    [Fact]
    public void Impact_of_a_file_that_nobody_needs_is_empty() =>
        Assert.Empty(Impact.Find(TestGraph.Create("a: b", "b:"), "a"));
}
