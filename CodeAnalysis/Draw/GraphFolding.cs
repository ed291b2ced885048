using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>A file or folder that is drawn as its own cell or folded together with its neighbours.</summary>
internal sealed class Unit(string path, NodeKind kind)
{
    public string Path => path;
    public NodeKind Kind => kind;
    public int Weight { get; set; }

    /// <summary>The number of files of a package that it stands for; 0 if it stands for itself.</summary>
    public int Files { get; set; }

    /// <summary>The folder that it is folded into. A folder is folded into itself.</summary>
    public string Folder =>
        kind == NodeKind.File ? RepoPath.Folder(path)
        : path == "." ? ""
        : path;
}

/// <summary>
/// Folds units until there are few enough cells. Opens folders from the root, those with the most inner edges first,
/// while their content fits. While there is room, the best connected children of closed folders become cells too if
/// that shows edges.
/// </summary>
internal static class GraphFolding
{
    public static IReadOnlyDictionary<Unit, Cell> Fold(
        IReadOnlyList<Unit> units,
        IEnumerable<(Unit From, Unit To)> edges,
        int maxCells
    )
    {
        var cells = new Dictionary<Unit, Cell>(ReferenceEqualityComparer.Instance as IEqualityComparer<Unit>);
        if (units.Count == 0)
            return cells;
        var closed = Open(BuildTree(units, edges), Math.Max(1, maxCells), cells, out var count);
        foreach (var (left, folder) in closed.Index())
        {
            // The closed folders share the remaining room equally.
            var share = folder.InnerEdges > 0 ? Math.Max(0, (maxCells - count) / (closed.Count - left)) : 0;
            var (best, folders) = folder.TakeBest(share);
            count += best.Count + folders.Count;
            foreach (var unit in best)
                cells[unit] = CreateCell(unit);
            foreach (var inner in folders)
                inner.Close(cells, isRest: false);
            folder.Close(cells, isRest: best.Count + folders.Count > 0);
        }
        return cells;
    }

    public static Cell CreateCell(Unit unit) =>
        new()
        {
            Path = unit.Path,
            Kind = unit.Kind,
            Files = Math.Max(1, unit.Files),
        };

    private static List<FoldedFolder> Open(FoldedFolder root, int maxCells, Dictionary<Unit, Cell> cells, out int count)
    {
        var waiting = new PriorityQueue<FoldedFolder, FoldedFolder>(
            [(root, root)],
            Comparer<FoldedFolder>.Create(
                (one, other) =>
                    (other.InnerEdges, other.Count).CompareTo((one.InnerEdges, one.Count)) is not 0 and var order
                        ? order
                        : string.CompareOrdinal(one.Path, other.Path)
            )
        );
        var closed = new List<FoldedFolder>();
        count = 1;
        while (waiting.TryDequeue(out var folder, out _))
        {
            if (count - 1 + folder.Children > maxCells)
            {
                closed.Add(folder);
                continue;
            }
            count += folder.Children - 1;
            foreach (var unit in folder.Units)
                cells[unit] = CreateCell(unit);
            foreach (var inner in folder.Folders)
                waiting.Enqueue(inner, inner);
        }
        return closed;
    }

    private static FoldedFolder BuildTree(IReadOnlyList<Unit> units, IEnumerable<(Unit From, Unit To)> edges)
    {
        var folders = new Dictionary<string, FoldedFolder> { [""] = new("") };
        foreach (var unit in units)
        {
            FoldedFolder? inner = null;
            foreach (var path in RepoPath.Upward(unit.Folder))
            {
                var isNew = !folders.TryGetValue(path, out var folder);
                if (isNew)
                    folders[path] = folder = new(path);
                if (inner is not null)
                    folder!.Add(inner);
                folder!.Count++;
                folder.Weight += unit.Weight;
                inner = folder;
            }
            folders[unit.Folder].Units.Add(unit);
        }
        foreach (var (from, to) in edges)
        {
            foreach (var path in RepoPath.Upward(Common(from.Folder, to.Folder)))
                folders[path].InnerEdges++;
        }
        return folders[""];
    }

    private static string Common(string one, string other)
    {
        while (!RepoPath.Within(one, other))
            one = RepoPath.Folder(one);
        return one;
    }
}
