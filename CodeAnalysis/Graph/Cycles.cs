using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds the groups of files that all reach each other (Tarjan), without recursion.</summary>
internal static class Cycles
{
    /// <summary>Groups of more than one file, by their first file.</summary>
    public static ImmutableArray<Cycle> Find(DependencyGraph graph)
    {
        var next = Next(graph);
        return
        [
            .. Groups(next)
                .Select(group => new Cycle
                {
                    Files = [.. group.Order().Select(file => graph.Files[file])],
                    Path = [.. ShortestCycle.In(group, next).Select(file => graph.Files[file])],
                })
                .OrderBy(cycle => cycle.Files[0], StringComparer.Ordinal),
        ];
    }

    /// <summary>For each file, by its number, the files that it depends on.</summary>
    private static int[][] Next(DependencyGraph graph)
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

    /// <summary>Groups of more than one number, where each has an edge to those in <paramref name="next"/>.</summary>
    public static List<int[]> Groups(int[][] next)
    {
        var groups = new List<int[]>();
        var (index, low, on) = (new int[next.Length], new int[next.Length], new bool[next.Length]);
        var (open, path, counter) = (new Stack<int>(), new Stack<(int File, int Edge)>(), 0);
        for (var root = 0; root < next.Length; root++)
        {
            if (index[root] == 0)
                path.Push((root, 0));
            while (path.TryPop(out var at))
            {
                var (file, edge) = at;
                if (edge == 0)
                {
                    index[file] = low[file] = ++counter;
                    open.Push(file);
                    on[file] = true;
                }
                else
                    low[file] = Math.Min(low[file], low[next[file][edge - 1]]);
                for (; edge < next[file].Length && index[next[file][edge]] != 0; edge++)
                    if (on[next[file][edge]])
                        low[file] = Math.Min(low[file], index[next[file][edge]]);
                if (edge < next[file].Length)
                {
                    path.Push((file, edge + 1));
                    path.Push((next[file][edge], 0));
                }
                else if (low[file] == index[file])
                    Close(file);
            }
        }
        return groups;

        void Close(int first)
        {
            var group = new List<int>();
            do
            {
                group.Add(open.Pop());
                on[group[^1]] = false;
            } while (group[^1] != first);
            if (group.Count > 1)
                groups.Add([.. group]);
        }
    }
}
