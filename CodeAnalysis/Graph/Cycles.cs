using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds the cycles of a graph: its strongly connected components of more than one file.</summary>
internal static class Cycles
{
    /// <summary>Sorted by the first file of each cycle.</summary>
    public static ImmutableArray<Cycle> Find(DependencyGraph graph)
    {
        var successors = Successors(graph);
        return
        [
            .. StronglyConnectedComponents
                .Find(successors)
                .Select(component => new Cycle
                {
                    Files = [.. component.Order().Select(file => graph.Files[file])],
                    Path = [.. ShortestCycle.In(component, successors).Select(file => graph.Files[file])],
                })
                .OrderBy(cycle => cycle.Files[0], StringComparer.Ordinal),
        ];
    }

    /// <summary>The numbers of the files that each file depends on, by its own number.</summary>
    private static int[][] Successors(DependencyGraph graph)
    {
        var numbers = graph
            .Files.Select((file, number) => (file, number))
            .ToDictionary(file => file.file, file => file.number);
        return
        [
            .. graph.Files.Select(file =>
                graph
                    .From(file)
                    .Where(edge => edge.ToKind == NodeKind.File && numbers.ContainsKey(edge.To))
                    .Select(edge => numbers[edge.To])
                    .ToArray()
            ),
        ];
    }
}
