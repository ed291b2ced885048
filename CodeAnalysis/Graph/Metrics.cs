namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Computes the metrics of a graph.</summary>
internal static class Metrics
{
    /// <param name="graph">The graph.</param>
    /// <param name="maxMostDependedOn">The number of most depended-on files and folders.</param>
    public static GraphMetrics Compute(DependencyGraph graph, int maxMostDependedOn) =>
        new()
        {
            Files =
            [
                .. graph.Files.Select(file =>
                    Compute(file, graph.To(file, NodeKind.File).Count(), graph.From(file).Length)
                ),
            ],
            MostDependedOn = [.. MostDependedOn(graph).Take(maxMostDependedOn)],
            Orphans = [.. graph.Files.Where(file => graph.From(file).IsEmpty && !graph.Reaching(file).Any())],
        };

    private static FileMetrics Compute(string file, int fanIn, int fanOut) =>
        new()
        {
            Path = file,
            FanIn = fanIn,
            FanOut = fanOut,
            Instability = fanIn + fanOut == 0 ? 0 : (double)fanOut / (fanIn + fanOut),
        };

    private static IEnumerable<DependedOn> MostDependedOn(DependencyGraph graph) =>
        graph
            .Edges.GroupBy(edge => edge.To)
            .Select(edges => new DependedOn { Path = edges.Key, FanIn = edges.Count() })
            .OrderByDescending(place => place.FanIn)
            .ThenBy(place => place.Path, StringComparer.Ordinal);
}
