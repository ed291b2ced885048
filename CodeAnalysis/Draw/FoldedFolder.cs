namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>A folder in the tree that <see cref="GraphFolding"/> folds.</summary>
internal sealed class FoldedFolder(string path)
{
    private readonly HashSet<string> _inner = [];

    public string Path => path;
    public List<FoldedFolder> Folders { get; } = [];
    public List<Unit> Units { get; } = [];

    /// <summary>The number of units in it at any depth.</summary>
    public int Count { get; set; }
    public int Weight { get; set; }

    /// <summary>The number of edges that begin and end in it.</summary>
    public int InnerEdges { get; set; }
    public int Children => Folders.Count + Units.Count;

    public void Add(FoldedFolder inner)
    {
        if (_inner.Add(inner.Path))
            Folders.Add(inner);
    }

    /// <summary>Removes its best connected children. At least one child stays.</summary>
    public (List<Unit> Units, List<FoldedFolder> Folders) TakeBest(int maxCount)
    {
        var best = Units
            .Select(unit => (unit.Weight, unit.Path, Unit: (Unit?)unit, Folder: (FoldedFolder?)null))
            .Concat(
                Folders.Select(folder => (folder.Weight, folder.Path, Unit: (Unit?)null, Folder: (FoldedFolder?)folder))
            )
            .OrderByDescending(child => child.Weight)
            .ThenBy(child => child.Path, StringComparer.Ordinal)
            .Take(Math.Min(maxCount, Children - 1))
            .ToList();
        var (units, folders) = (
            best.Where(child => child.Unit is not null).Select(child => child.Unit!).ToList(),
            best.Where(child => child.Folder is not null).Select(child => child.Folder!).ToList()
        );
        Units.RemoveAll(new HashSet<Unit>(units).Contains);
        Folders.RemoveAll(new HashSet<FoldedFolder>(folders).Contains);
        return (units, folders);
    }

    /// <summary>Makes one cell of everything that is still in it.</summary>
    public void Close(Dictionary<Unit, Cell> cells, bool isRest)
    {
        var inside = new List<Unit>();
        var open = new Stack<FoldedFolder>([this]);
        while (open.TryPop(out var folder))
        {
            inside.AddRange(folder.Units);
            foreach (var inner in folder.Folders)
                open.Push(inner);
        }
        var cell = inside is [var only]
            ? GraphFolding.CreateCell(only)
            : new Cell
            {
                Path = path.Length == 0 ? "." : path,
                Kind = NodeKind.Folder,
                Files = inside.Sum(unit => Math.Max(1, unit.Files)),
                IsRest = isRest,
            };
        foreach (var unit in inside)
            cells[unit] = cell;
    }
}
