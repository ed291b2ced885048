using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds the files that a change of one file may affect.</summary>
internal static class Impact
{
    /// <summary>
    /// The direct and indirect dependents of <paramref name="path"/> and of its folder: the nearest first, then by
    /// path.
    /// </summary>
    public static ImmutableArray<ImpactedFile> Find(DependencyGraph graph, string path)
    {
        var distances = new Dictionary<string, int> { [path] = 0 };
        var reached = new Queue<string>([path]);
        while (reached.TryDequeue(out var file))
            foreach (var edge in graph.Reaching(file))
                if (distances.TryAdd(edge.From, distances[file] + 1))
                    reached.Enqueue(edge.From);
        distances.Remove(path);
        return
        [
            .. distances
                .Select(file => new ImpactedFile { Path = file.Key, Distance = file.Value })
                .OrderBy(file => file.Distance)
                .ThenBy(file => file.Path, StringComparer.Ordinal),
        ];
    }
}
