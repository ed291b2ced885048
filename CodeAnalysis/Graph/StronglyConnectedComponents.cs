namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Finds strongly connected components with Tarjan's algorithm, without recursion.</summary>
internal static class StronglyConnectedComponents
{
    /// <summary>The components of more than one vertex.</summary>
    /// <param name="successors">The successors of each vertex, by its number.</param>
    public static List<int[]> Find(int[][] successors)
    {
        var components = new List<int[]>();
        var (index, low, isOpen) = (
            new int[successors.Length],
            new int[successors.Length],
            new bool[successors.Length]
        );
        var (open, path, counter) = (new Stack<int>(), new Stack<(int Vertex, int Edge)>(), 0);
        for (var root = 0; root < successors.Length; root++)
        {
            if (index[root] == 0)
                path.Push((root, 0));
            while (path.TryPop(out var at))
            {
                var (vertex, edge) = at;
                if (edge == 0)
                {
                    index[vertex] = low[vertex] = ++counter;
                    open.Push(vertex);
                    isOpen[vertex] = true;
                }
                else
                    low[vertex] = Math.Min(low[vertex], low[successors[vertex][edge - 1]]);
                for (; edge < successors[vertex].Length && index[successors[vertex][edge]] != 0; edge++)
                    if (isOpen[successors[vertex][edge]])
                        low[vertex] = Math.Min(low[vertex], index[successors[vertex][edge]]);
                if (edge < successors[vertex].Length)
                {
                    path.Push((vertex, edge + 1));
                    path.Push((successors[vertex][edge], 0));
                }
                else if (low[vertex] == index[vertex])
                    CloseComponent(vertex);
            }
        }
        return components;

        void CloseComponent(int root)
        {
            var component = new List<int>();
            do
            {
                component.Add(open.Pop());
                isOpen[component[^1]] = false;
            } while (component[^1] != root);
            if (component.Count > 1)
                components.Add([.. component]);
        }
    }
}
