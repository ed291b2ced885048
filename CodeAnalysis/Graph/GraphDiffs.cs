using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>A commit for comparison: the graph and every file with the hash of its content.</summary>
internal sealed record GraphVersion(IReadOnlyDictionary<string, string> Files, DependencyGraph Graph);

/// <summary>Compares the graphs of two commits.</summary>
internal static class GraphDiffs
{
    /// <summary>
    /// Edges with the same ends are equal, and so are cycles of the same files.
    /// </summary>
    public static GraphDiff Between(GraphVersion from, GraphVersion to)
    {
        ImmutableArray<Cycle> old = Cycles.Find(from.Graph),
            now = Cycles.Find(to.Graph);
        return new()
        {
            AddedFiles = [.. to.Files.Keys.Where(file => !from.Files.ContainsKey(file)).Order(StringComparer.Ordinal)],
            RemovedFiles =
            [
                .. from.Files.Keys.Where(file => !to.Files.ContainsKey(file)).Order(StringComparer.Ordinal),
            ],
            ChangedFiles =
            [
                .. to
                    .Files.Where(file => from.Files.TryGetValue(file.Key, out var hash) && hash != file.Value)
                    .Select(file => file.Key)
                    .Order(StringComparer.Ordinal),
            ],
            AddedEdges = [.. to.Graph.Edges.ExceptBy(from.Graph.Edges.Select(Ends), Ends)],
            RemovedEdges = [.. from.Graph.Edges.ExceptBy(to.Graph.Edges.Select(Ends), Ends)],
            AddedCycles = [.. now.ExceptBy(old.Select(Members), Members)],
            RemovedCycles = [.. old.ExceptBy(now.Select(Members), Members)],
        };
    }

    private static (string From, string To, NodeKind Kind) Ends(GraphEdge edge) => (edge.From, edge.To, edge.ToKind);

    private static string Members(Cycle cycle) => string.Join('\0', cycle.Files);
}
