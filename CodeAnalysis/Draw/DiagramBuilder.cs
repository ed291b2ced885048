using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Builds diagrams of graphs: folds what is too much to read and marks cycles.</summary>
internal static class DiagramBuilder
{
    /// <param name="graph">The graph.</param>
    /// <param name="maxCells">The maximum number of cells.</param>
    public static Diagram Build(RepositoryGraph graph, int maxCells)
    {
        var linked = graph.Edges.SelectMany(edge => (string[])[edge.From, edge.To]).ToHashSet();
        var shown = linked.Count == 0 ? graph.Nodes : [.. graph.Nodes.Where(node => linked.Contains(node.Path))];
        var units = Units(graph, shown);
        var edges = graph
            .Edges.Select(edge => (From: units[edge.From], To: units[edge.To]))
            .Where(edge => edge.From != edge.To)
            .ToList();
        return CreateDiagram(graph, units, GraphFolding.Fold(units.Values.Distinct().ToList(), edges, maxCells)) with
        {
            Unlinked = graph.Nodes.Length - shown.Length,
        };
    }

    /// <summary>
    /// The unit of each node. If a language imports packages, the files of a package are one unit: otherwise every
    /// arrow
    /// would end at a folder and none would leave it.
    /// </summary>
    private static Dictionary<string, Unit> Units(RepositoryGraph graph, IEnumerable<GraphNode> shown)
    {
        var degrees = graph
            .Edges.SelectMany(edge => (string[])[edge.From, edge.To])
            .CountBy(place => place)
            .ToDictionary();
        var packages =
            graph.Level == GraphLevel.Folder
                ? []
                : graph
                    .Edges.GroupBy(edge => edge.ToKind == NodeKind.Folder ? edge.To : FolderOf(edge.To))
                    .Where(edges => edges.Count(edge => edge.ToKind == NodeKind.Folder) * 2 > edges.Count())
                    .Select(edges => edges.Key)
                    .ToHashSet();
        var units = new Dictionary<string, Unit>();
        var known = new Dictionary<string, Unit>();
        foreach (var node in shown)
        {
            var package =
                node.Kind == NodeKind.File && packages.Contains(FolderOf(node.Path)) ? FolderOf(node.Path) : null;
            var (path, kind) = package is null ? (node.Path, node.Kind) : (package, NodeKind.Folder);
            if (!known.TryGetValue(path, out var unit))
                known[path] = unit = new Unit(path, kind);
            unit.Weight += degrees.GetValueOrDefault(node.Path);
            unit.Files += package is not null ? 1 : 0;
            units[node.Path] = unit;
        }
        return units;
    }

    private static Diagram CreateDiagram(
        RepositoryGraph graph,
        Dictionary<string, Unit> units,
        IReadOnlyDictionary<Unit, Cell> cellOf
    )
    {
        var cells = cellOf
            .Values.Distinct()
            .OrderBy(cell => cell.Path, StringComparer.Ordinal)
            .ThenBy(cell => cell.IsRest)
            .ToList();
        var numbers = cells
            .Select((cell, number) => (cell, number))
            .ToDictionary(
                pair => pair.cell,
                pair => pair.number,
                ReferenceEqualityComparer.Instance as IEqualityComparer<Cell>
            );
        var links = graph
            .Edges.Select(edge =>
                (From: numbers[cellOf[units[edge.From]]], To: numbers[cellOf[units[edge.To]]], edge.Kind)
            )
            .Where(edge => edge.From != edge.To)
            .GroupBy(edge => (edge.From, edge.To))
            .OrderBy(edges => edges.Key)
            .Select(edges => new Link
            {
                From = edges.Key.From,
                To = edges.Key.To,
                Edges = edges.Count(),
                Kind = edges.Min(edge => edge.Kind),
            })
            .ToList();
        return MarkCycles(cells, links, graph.Level);
    }

    private static Diagram MarkCycles(List<Cell> cells, List<Link> links, GraphLevel level)
    {
        var next = new List<int>[cells.Count];
        for (var cell = 0; cell < next.Length; cell++)
            next[cell] = [];
        foreach (var link in links)
            next[link.From].Add(link.To);
        var group = new int[cells.Count];
        foreach (
            var (number, members) in StronglyConnectedComponents.Find([.. next.Select(cell => cell.ToArray())]).Index()
        )
        {
            foreach (var member in members)
                group[member] = number + 1;
        }
        return new(
            [.. cells.Select((cell, number) => cell with { InCycle = group[number] > 0, Level = level })],
            [
                .. links.Select(link =>
                    link with
                    {
                        InCycle = group[link.From] > 0 && group[link.From] == group[link.To],
                    }
                ),
            ],
            0
        );
    }

    private static string FolderOf(string path) => RepoPath.Folder(path) is { Length: > 0 } folder ? folder : ".";
}
