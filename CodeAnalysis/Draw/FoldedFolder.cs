namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>A folder of the tree that is being folded.</summary>
internal sealed class FoldedFolder(string path)
{
    private readonly HashSet<string> _inner = [];

    public string Path => path;
    public List<FoldedFolder> Folders { get; } = [];
    public List<Unit> Units { get; } = [];

    /// <summary>Units in it at any depth.</summary>
    public int Count { get; set; }
    public int Weight { get; set; }

    /// <summary>Edges that both begin and end in it.</summary>
    public int Inner { get; set; }
    public int Children => Folders.Count + Units.Count;

    public bool Holds(FoldedFolder inner) => !_inner.Add(inner.Path);

    /// <summary>Takes the best connected of what is directly in it out of it; something stays.</summary>
    public (List<Unit> Units, List<FoldedFolder> Folders) Best(int most)
    {
        var best = Units
            .Select(unit => (unit.Weight, unit.Path, Unit: (Unit?)unit, Folder: (FoldedFolder?)null))
            .Concat(
                Folders.Select(folder => (folder.Weight, folder.Path, Unit: (Unit?)null, Folder: (FoldedFolder?)folder))
            )
            .OrderByDescending(child => child.Weight)
            .ThenBy(child => child.Path, StringComparer.Ordinal)
            .Take(Math.Min(most, Children - 1))
            .ToList();
        var (units, folders) = (
            best.Where(child => child.Unit is not null).Select(child => child.Unit!).ToList(),
            best.Where(child => child.Folder is not null).Select(child => child.Folder!).ToList()
        );
        Units.RemoveAll(new HashSet<Unit>(units).Contains);
        Folders.RemoveAll(new HashSet<FoldedFolder>(folders).Contains);
        return (units, folders);
    }

    /// <summary>All that is still in it is one cell.</summary>
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
            ? GraphFolding.Alone(only)
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
