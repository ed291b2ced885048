using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>What is drawn alone or joined with its neighbours.</summary>
internal sealed class Unit(string path, NodeKind kind)
{
    public string Path => path;
    public NodeKind Kind => kind;
    public int Weight { get; set; }

    /// <summary>How many files of a package it stands for; 0 where it stands for itself.</summary>
    public int Files { get; set; }

    /// <summary>The folder that it is joined with; a folder's own content lies in it.</summary>
    public string Folder =>
        kind == NodeKind.File ? RepoPath.Folder(path)
        : path == "." ? ""
        : path;
}

/// <summary>
/// Joins units until there are few enough cells: opens folders from the root on, those with most edges inside first,
/// while their content has room;
/// of a folder that stays closed the best connected come out while there is room, where that shows edges.
/// </summary>
internal static class GraphFolding
{
    public static IReadOnlyDictionary<Unit, Cell> Fold(
        IReadOnlyList<Unit> units,
        IEnumerable<(Unit From, Unit To)> edges,
        int most
    )
    {
        var cells = new Dictionary<Unit, Cell>(ReferenceEqualityComparer.Instance as IEqualityComparer<Unit>);
        if (units.Count == 0)
            return cells;
        var closed = Open(Grown(units, edges), Math.Max(1, most), cells, out var count);
        foreach (var (left, folder) in closed.Index())
        {
            // Each of those still closed may have the same share of what is left.
            var share = folder.Inner > 0 ? Math.Max(0, (most - count) / (closed.Count - left)) : 0;
            var (best, folders) = folder.Best(share);
            count += best.Count + folders.Count;
            foreach (var unit in best)
                cells[unit] = Alone(unit);
            foreach (var inner in folders)
                inner.Close(cells, isRest: false);
            folder.Close(cells, isRest: best.Count + folders.Count > 0);
        }
        return cells;
    }

    public static Cell Alone(Unit unit) =>
        new()
        {
            Path = unit.Path,
            Kind = unit.Kind,
            Files = Math.Max(1, unit.Files),
        };

    private static List<FoldedFolder> Open(FoldedFolder root, int most, Dictionary<Unit, Cell> cells, out int count)
    {
        var waiting = new PriorityQueue<FoldedFolder, FoldedFolder>(
            [(root, root)],
            Comparer<FoldedFolder>.Create(
                (one, other) =>
                    (other.Inner, other.Count).CompareTo((one.Inner, one.Count)) is not 0 and var order
                        ? order
                        : string.CompareOrdinal(one.Path, other.Path)
            )
        );
        var closed = new List<FoldedFolder>();
        count = 1;
        while (waiting.TryDequeue(out var folder, out _))
        {
            if (count - 1 + folder.Children > most)
            {
                closed.Add(folder);
                continue;
            }
            count += folder.Children - 1;
            foreach (var unit in folder.Units)
                cells[unit] = Alone(unit);
            foreach (var inner in folder.Folders)
                waiting.Enqueue(inner, inner);
        }
        return closed;
    }

    private static FoldedFolder Grown(IReadOnlyList<Unit> units, IEnumerable<(Unit From, Unit To)> edges)
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
                if (inner is not null && !folder!.Holds(inner))
                    folder.Folders.Add(inner);
                folder!.Count++;
                folder.Weight += unit.Weight;
                inner = folder;
            }
            folders[unit.Folder].Units.Add(unit);
        }
        foreach (var (from, to) in edges)
        foreach (var path in RepoPath.Upward(Common(from.Folder, to.Folder)))
            folders[path].Inner++;
        return folders[""];
    }

    private static string Common(string one, string other)
    {
        while (!RepoPath.Within(one, other))
            one = RepoPath.Folder(one);
        return one;
    }
}
