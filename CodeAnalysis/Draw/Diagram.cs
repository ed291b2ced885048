using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>What a drawing shows: a readable number of cells and the links between them.</summary>
/// <param name="Cells">Sorted by path.</param>
/// <param name="Links">Each pair of cells once, sorted by both.</param>
/// <param name="Unlinked">The number of files left out because they have no dependencies.</param>
internal sealed record Diagram(IReadOnlyList<Cell> Cells, IReadOnlyList<Link> Links, int Unlinked)
{
    public int Files => Cells.Sum(cell => cell.Files);
    public bool IsFolded => Cells.Any(cell => cell.Files > 1);
}

/// <summary>A box of a drawing.</summary>
internal sealed record Cell
{
    /// <summary>A file, or a folder; the root folder is <c>"."</c>.</summary>
    public required string Path { get; init; }
    public required NodeKind Kind { get; init; }

    /// <summary>The number of files or folders of the graph that this cell stands for.</summary>
    public int Files { get; init; } = 1;

    /// <summary>Whether other cells show some of the folder's content.</summary>
    public bool IsRest { get; init; }
    public bool InCycle { get; init; }

    /// <summary>Whether it stands for folders of a graph between folders.</summary>
    public GraphLevel Level { get; init; }
}

/// <summary>An arrow from one cell to another, by their numbers.</summary>
internal sealed record Link
{
    public required int From { get; init; }
    public required int To { get; init; }

    /// <summary>The number of edges of the graph that it stands for.</summary>
    public int Edges { get; init; } = 1;

    /// <summary>The strongest of them.</summary>
    public EdgeKind Kind { get; init; }
    public bool InCycle { get; init; }
}
