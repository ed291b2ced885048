using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

public sealed class MetricsTests
{
    [Fact]
    public void Metrics_count_dependents_and_dependencies()
    {
        var metrics = Metrics.Compute(
            TestGraph.Create("a: b p/", "b: c", "c:", "lonely:", "p/q:", "r: c ."),
            maxMostDependedOn: 2
        );
        Assert.Equal(
            ["a 0 2 1", "b 1 1 0.5", "c 2 0 0", "lonely 0 0 0", "p/q 0 0 0", "r 0 2 1"],
            metrics.Files.Select(file =>
                FormattableString.Invariant($"{file.Path} {file.FanIn} {file.FanOut} {file.Instability}")
            )
        );
        Assert.Equal(["c 2", ". 1"], metrics.MostDependedOn.Select(place => $"{place.Path} {place.FanIn}"));
        Assert.Empty(metrics.Orphans);
        Assert.Equal(
            ["lonely"],
            Metrics.Compute(TestGraph.Create("a: b", "b:", "lonely:"), maxMostDependedOn: 1).Orphans
        );
    }
}
