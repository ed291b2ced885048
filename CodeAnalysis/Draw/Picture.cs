using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>What a drawing shows: few enough places to be read, and what leads from one to another.</summary>
/// <param name="Cells">Sorted by path.</param>
/// <param name="Links">Each once for where it leaves and where it leads, sorted by both.</param>
/// <param name="Alone">How many files are left out because nothing leads from or to them.</param>
internal sealed record Picture(IReadOnlyList<Cell> Cells, IReadOnlyList<Link> Links, int Alone)
{
    public int Files => Cells.Sum(cell => cell.Files);
    public bool IsFolded => Cells.Any(cell => cell.Files > 1);
}

/// <summary>One place of a drawing.</summary>
internal sealed record Cell
{
    /// <summary>A file, or a folder; the root folder is <c>"."</c>.</summary>
    public required string Path { get; init; }
    public required NodeKind Kind { get; init; }

    /// <summary>How many files or folders of the graph are drawn as this one.</summary>
    public int Files { get; init; } = 1;

    /// <summary>Whether some of the folder's own content is drawn beside it.</summary>
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

    /// <summary>How many edges of the graph it stands for.</summary>
    public int Edges { get; init; } = 1;

    /// <summary>The strongest of them.</summary>
    public EdgeKind Kind { get; init; }
    public bool InCycle { get; init; }
}
